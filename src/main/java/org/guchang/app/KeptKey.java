package org.guchang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.guchang.redis.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A secret that is made once and kept in the data directory, readable by the server alone. */
final class KeptKey {
  private static final Logger LOG = LoggerFactory.getLogger(KeptKey.class);
  private static final int BYTES = 32;

  private KeptKey() {}

  /**
   * What is in the file, made now if there is none.
   *
   * @param setting by which it can be given instead, for the message
   * @throws StartProblem when it can be neither read nor made
   */
  static String of(Path folder, String name, String setting) {
    Path file = folder.resolve(name);
    try {
      PrivateFile.folder(folder);
      return kept(file);
    } catch (IOException failure) {
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new StartProblem(
            "The data directory "
                + folder
                + " cannot be written: "
                + failure
                + ". Give the server a folder that it may write (setting data.dir).");
      }
      throw new StartProblem(
          "The key "
              + file
              + " can be neither read nor made: "
              + failure
              + ". Correct that, or set "
              + setting
              + ".");
    }
  }

  private static String kept(Path file) throws IOException {
    try {
      String key = Files.readString(file).strip();
      if (key.isEmpty()) {
        throw new IOException("it is empty");
      }
      return key;
    } catch (NoSuchFileException first) {
      byte[] secret = new byte[BYTES];
      new SecureRandom().nextBytes(secret);
      String key = HexFormat.of().formatHex(secret);
      PrivateFile.write(file, key + "\n");
      LOG.info("Made a key and kept it in {}", file);
      return key;
    }
  }
}

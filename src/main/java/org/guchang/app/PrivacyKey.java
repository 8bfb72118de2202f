package org.guchang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Privacy;
import org.guchang.redis.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret of the keyed hashes of buyers and viewers: the setting, or one made once and kept in
 * {@code <data>/privacy.key}. With another key the same buyer counts as another.
 */
final class PrivacyKey {

  private static final Logger LOG = LoggerFactory.getLogger(PrivacyKey.class);
  private static final String FILE = "privacy.key";
  private static final int BYTES = 32;

  private PrivacyKey() {}

  /** The settings with a key in them. */
  static Settings fill(Settings settings) {
    if (settings.privacy().key() != null) {
      return settings;
    }
    Path file = settings.dataDir().resolve(FILE);
    try {
      PrivateFile.folder(settings.dataDir());
      return with(settings, kept(file));
    } catch (IOException failure) {
      throw new StartProblem(
          "The privacy key "
              + file
              + " can be neither read nor made: "
              + failure
              + ". Correct that, or set privacy.key.");
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
      LOG.info("Made a privacy key and kept it in {}", file);
      return key;
    }
  }

  private static Settings with(Settings settings, String key) {
    return new Settings(
        settings.screen(),
        settings.partner(),
        settings.ops(),
        settings.tls(),
        settings.redis(),
        settings.dataDir(),
        settings.catalogDir(),
        settings.durability(),
        settings.limits(),
        settings.board(),
        new Privacy(key),
        settings.routing(),
        settings.quarantine(),
        settings.watch(),
        settings.log(),
        settings.zone());
  }
}

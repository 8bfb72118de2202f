package org.guchang.ingest.csv.sending;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that can be read again and again, in the encoding it turns out to be in. */
final class ListFile {
  private static final List<Charset> WITHOUT_MARK =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

  private final Path path;
  private final Charset charset;

  private ListFile(Path path, Charset charset) {
    this.path = path;
    this.charset = charset;
  }

  /** Looks through all of it: whether it is UTF-8 may show at its end only. */
  static ListFile of(Path path) throws IOException, ListUnfit {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] mark = in.readNBytes(2);
      if (mark.length == 2 && (mark[0] & mark[1] & 0xFF) == 0xFE && mark[0] != mark[1]) {
        return new ListFile(path, StandardCharsets.UTF_16);
      }
    }
    char[] passed = new char[8_192];
    for (Charset charset : WITHOUT_MARK) {
      ListFile file = new ListFile(path, charset);
      try (Reader reader = file.open()) {
        while (reader.read(passed) >= 0) {
          // only to see that it can be read
        }
        return file;
      } catch (CharacterCodingException e) {
        // the next one may read it
      }
    }
    throw new ListUnfit(path + " is neither UTF-8 nor GBK: save it as \"CSV UTF-8\"");
  }

  Reader open() throws IOException {
    return new InputStreamReader(
        Files.newInputStream(path),
        charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
  }
}

package org.guchang.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text as spreadsheets save it: UTF-8 with or without a byte order mark, UTF-16 with one, or GBK.
 */
public final class TextFile {
  /** GB18030 is what GBK grew into; it reads every GBK file. */
  private static final List<Charset> WITHOUT_MARK =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

  private TextFile() {}

  /**
   * The text without its mark; empty, with the reason in {@code problems}, when it is in none of
   * these.
   */
  static String decode(String file, byte[] bytes, Problems problems) {
    String text = decode(bytes);
    if (text == null) {
      problems.add(file, "is neither UTF-8 nor GBK; save it as \"CSV UTF-8\"");
      return "";
    }
    return text;
  }

  /** The text without its mark; null when it is in none of these. */
  public static @Nullable String decode(byte[] bytes) {
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    for (Charset charset : WITHOUT_MARK) {
      try {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, bytes.length - from);
        return charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(buffer)
            .toString();
      } catch (CharacterCodingException e) {
        // the next one may read it
      }
    }
    return null;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}

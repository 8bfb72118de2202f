package org.guchang.bench.load;

import java.nio.charset.StandardCharsets;

/** Reads answers of HTTP/1.1 where they lie, without making objects of them. Used by one thread. */
public final class AnswerBytes {
  private static final byte[] LENGTH = ascii("content-length:");

  public final byte[] bytes;

  public AnswerBytes(int most) {
    this.bytes = new byte[most];
  }

  /** Whether the first {@code length} bytes hold a whole answer. */
  public boolean isWhole(int length) {
    int head = headEnd(length);
    if (head < 0) {
      return false;
    }
    int at = indexOf(LENGTH, 0, head);
    return length >= head + (at < 0 ? 0 : number(at + LENGTH.length));
  }

  /** Where the body begins, negative while the head is not whole. */
  public int headEnd(int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** Its three digits. */
  public int status() {
    // HTTP/1.1 200
    return 100 * (bytes[9] - '0') + 10 * (bytes[10] - '0') + bytes[11] - '0';
  }

  /**
   * @param text in lower case; that of the answer may be in any
   */
  public int indexOf(byte[] text, int from, int to) {
    for (int i = from; i <= to - text.length; i++) {
      int j = 0;
      while (j < text.length
          && (bytes[i + j] | ('A' <= bytes[i + j] && bytes[i + j] <= 'Z' ? 0x20 : 0)) == text[j]) {
        j++;
      }
      if (j == text.length) {
        return i;
      }
    }
    return -1;
  }

  /** Which begins there, perhaps after a space. */
  int number(int at) {
    int from = bytes[at] == ' ' ? at + 1 : at;
    int value = 0;
    for (int i = from; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      value = 10 * value + bytes[i] - '0';
    }
    return value;
  }

  public String text(int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

package org.guchang.ingest.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks bytes for well-formed UTF-8 by <a
 * href="https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf">Unicode table 3-7</a>. Needed
 * because the JSON parser decodes without checking: overlong forms and surrogates would get through
 * it.
 */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** The high bit of each of eight bytes: none set, all are ASCII. */
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Offset of the first byte that belongs to no well-formed character, -1 if there is none. */
  static int firstMalformed(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      if (bytes[i] >= 0) {
        i =
            i + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0
                ? i + Long.BYTES
                : i + 1;
        continue;
      }
      int length = sequenceLength(bytes, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** Length of the well-formed sequence of more than one byte at {@code i}, 0 if there is none. */
  private static int sequenceLength(byte[] bytes, int i) {
    int lead = bytes[i] & 0xff;
    if (lead >= 0xe0 && lead < 0xf0) {
      int least = lead == 0xe0 ? 0xa0 : 0x80;
      int most = lead == 0xed ? 0x9f : 0xbf;
      return i + 2 < bytes.length
              && isBetween(bytes[i + 1], least, most)
              && isContinuation(bytes[i + 2])
          ? 3
          : 0;
    }
    if (lead >= 0xc2 && lead < 0xe0) {
      return i + 1 < bytes.length && isContinuation(bytes[i + 1]) ? 2 : 0;
    }
    if (lead >= 0xf0 && lead < 0xf5) {
      int least = lead == 0xf0 ? 0x90 : 0x80;
      int most = lead == 0xf4 ? 0x8f : 0xbf;
      boolean wellFormed =
          i + 3 < bytes.length
              && isBetween(bytes[i + 1], least, most)
              && isContinuation(bytes[i + 2])
              && isContinuation(bytes[i + 3]);
      return wellFormed ? 4 : 0;
    }
    return 0;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }

  private static boolean isBetween(byte b, int least, int most) {
    int value = b & 0xff;
    return value >= least && value <= most;
  }
}

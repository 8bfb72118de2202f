package org.guchang.ledger.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers and texts compactly: numbers as base-128 varints, times relative to 2020, and
 * texts that are a decimal number or a UUID, as most ids are, as that number.
 */
public final class ByteWriter {
  /** 2020-01-01T00:00:00Z; times near it take six bytes. */
  static final long TIME_BASE = 1_577_836_800_000L;

  static final int TEXT = 0;
  static final int DECIMAL = 1;
  static final int UUID = 2;

  private static final int UUID_LENGTH = 36;
  private static final int MAX_DECIMAL_DIGITS = 18;

  private byte[] bytes;
  private int size;
  private @Nullable Map<String, Integer> references;

  public ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  public ByteWriter oneByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Any {@code long}, small ones in few bytes; negative ones take ten. */
  public ByteWriter number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** Any {@code long}, those near zero in few bytes whatever their sign. */
  public ByteWriter signed(long value) {
    return number((value << 1) ^ (value >> 63));
  }

  public ByteWriter time(long at) {
    return signed(at - TIME_BASE);
  }

  /** Eight bytes, big-endian. */
  public ByteWriter digest(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  public ByteWriter text(String text) {
    if (isDecimal(text)) {
      return oneByte(DECIMAL).number(Long.parseLong(text));
    }
    if (isUuid(text)) {
      java.util.UUID uuid = java.util.UUID.fromString(text);
      return oneByte(UUID)
          .digest(uuid.getMostSignificantBits())
          .digest(uuid.getLeastSignificantBits());
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(((long) utf8.length << 2) | TEXT);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  /** A text that is likely to come again: in full the first time, then as a number. */
  public ByteWriter reference(String text) {
    Map<String, Integer> before = references;
    if (before == null) {
      before = new HashMap<>();
      references = before;
    }
    Integer known = before.putIfAbsent(text, before.size() + 1);
    return known != null ? number(known) : number(0).text(text);
  }

  private static boolean isDecimal(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_DECIMAL_DIGITS + 1 || (text.charAt(0) == '0' && length > 1)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return length <= MAX_DECIMAL_DIGITS || text.compareTo("9223372036854775807") <= 0;
  }

  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}

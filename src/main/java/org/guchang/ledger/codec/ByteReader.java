package org.guchang.ledger.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link ByteWriter} wrote; bytes it did not write fail with {@link
 * IllegalArgumentException}.
 */
public final class ByteReader {
  private final byte[] bytes;
  private int at;
  private final List<String> references = new ArrayList<>();

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public boolean hasMore() {
    return at < bytes.length;
  }

  public int oneByte() {
    if (at >= bytes.length) {
      throw new IllegalArgumentException(
          "ends after " + bytes.length + " bytes, more was expected");
    }
    return bytes[at++] & 0xFF;
  }

  public long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = oneByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number longer than 64 bits");
  }

  /** A number of things that follow, each at least a byte long. */
  public int count() {
    long count = number();
    if (count < 0 || count > bytes.length - at) {
      throw new IllegalArgumentException(
          "a count of " + count + " with " + (bytes.length - at) + " bytes left");
    }
    return (int) count;
  }

  public long signed() {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  public long time() {
    return signed() + ByteWriter.TIME_BASE;
  }

  public long digest() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | oneByte();
    }
    return value;
  }

  public String text() {
    long head = number();
    int kind = (int) (head & 3);
    if (kind == ByteWriter.DECIMAL) {
      return Long.toString(number());
    } else if (kind == ByteWriter.UUID) {
      return new java.util.UUID(digest(), digest()).toString();
    }
    long length = head >>> 2;
    if (length > bytes.length - at) {
      throw new IllegalArgumentException(
          "a text of " + length + " bytes with " + (bytes.length - at) + " left");
    }
    String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
    at += (int) length;
    return text;
  }

  public String reference() {
    int known = (int) number();
    if (known == 0) {
      references.add(text());
      return references.get(references.size() - 1);
    } else if (known > references.size()) {
      throw new IllegalArgumentException("a reference to a text that was not given");
    }
    return references.get(known - 1);
  }
}

package org.guchang.ingest;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * Gathers a body up to a limit. Memory is taken as bytes come, not as the sender announces them.
 * What comes past the limit is counted and thrown away. Confined to one event loop.
 */
final class BodyReader {
  private static final byte[] EMPTY = new byte[0];

  private final int limit;
  private byte[] bytes = EMPTY;
  private int length;
  private long seen;

  BodyReader(int limit) {
    this.limit = limit;
  }

  /** Whether everything so far is within the limit. */
  boolean add(Buffer chunk) {
    int size = chunk.length();
    seen += size;
    if (seen > limit) {
      bytes = EMPTY;
      return false;
    }
    if (length == 0) {
      bytes = chunk.getBytes();
    } else {
      if (length + size > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length + size, 2 * bytes.length)));
      }
      chunk.getBytes(bytes, length);
    }
    length += size;
    return true;
  }

  /** The body. */
  byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}

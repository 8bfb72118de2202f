package org.guchang.ingest.csv.sending;

/**
 * The orders of a file by a 64-bit hash of their number, each with the number of its last row: some
 * 24 bytes an order. Two of a million orders share a hash with a chance of 1 in 37 million.
 * Confined to its caller while it is filled.
 */
final class OrderIndex {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long[] hashes = new long[1 << 12];
  private int[] lastRows = new int[1 << 12];
  private int size;

  /** Never 0. */
  static long hash(String orderId) {
    long hash = orderId.length();
    for (int i = 0; i < orderId.length(); i++) {
      hash = Long.rotateLeft((hash ^ orderId.charAt(i)) * GOLDEN, 29);
    }
    hash = (hash ^ (hash >>> 32)) * GOLDEN;
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }

  void put(long hash, int row) {
    if (2 * size >= hashes.length) {
      grow();
    }
    int slot = slot(hash);
    if (hashes[slot] == 0) {
      hashes[slot] = hash;
      size++;
    }
    lastRows[slot] = row;
  }

  boolean has(long hash) {
    return hashes[slot(hash)] == hash;
  }

  boolean isLast(long hash, int row) {
    return lastRows[slot(hash)] == row;
  }

  int size() {
    return size;
  }

  private int slot(long hash) {
    int slot = (int) hash & (hashes.length - 1);
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldRows = lastRows;
    hashes = new long[2 * oldHashes.length];
    lastRows = new int[hashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        lastRows[slot] = oldRows[i];
      }
    }
  }
}

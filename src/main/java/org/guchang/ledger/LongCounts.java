package org.guchang.ledger;

/**
 * Counts by number, in 16 to 32 bytes a number: the buyers and viewers of a session are kept apart
 * by keyed hashes, and there may be millions.
 */
final class LongCounts {
  private static final int SMALLEST = 1 << 8;

  /** Spreads keys that differ in few bits (Fibonacci hashing). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[SMALLEST];
  private int[] counts = new int[SMALLEST];
  private int used;

  /** 0 marks a free place, so its count stands apart. */
  private int ofZero;

  void add(long key, int count) {
    if (key == 0) {
      ofZero += count;
      return;
    }
    if (2 * used >= keys.length) {
      grow();
    }
    int place = place(key);
    if (keys[place] == 0) {
      keys[place] = key;
      used++;
    }
    counts[place] += count;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) ((key * SPREAD) >>> 32) & mask;
    while (keys[place] != 0 && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        counts[place] = oldCounts[i];
      }
    }
  }

  /** How many numbers have a count above 0. */
  long positive() {
    long positive = ofZero > 0 ? 1 : 0;
    for (int count : counts) {
      if (count > 0) {
        positive++;
      }
    }
    return positive;
  }
}

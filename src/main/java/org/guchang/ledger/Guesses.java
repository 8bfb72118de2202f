package org.guchang.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the cells or rows of one session were last seen to hold: a guess that saves a round trip,
 * never trusted without Redis confirming it. Bounded; the least recently used is forgotten first.
 * Confined to the event loop of its session queue.
 *
 * @param <K> what tells one from another
 */
final class Guesses<K> {
  /** Of what is absent. */
  static final byte[] ABSENT = {};

  private final Map<K, byte[]> bytes;

  Guesses(int capacity) {
    bytes =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, byte[]> eldest) {
            return size() > capacity;
          }
        };
  }

  /** What it is thought to hold, {@link #ABSENT} if nothing is known of it. */
  byte[] get(K key) {
    byte[] known = bytes.get(key);
    return known != null ? known : ABSENT;
  }

  void put(K key, byte[] holds) {
    bytes.put(key, holds);
  }

  /** After a commit whose end is unknown. */
  void clear() {
    bytes.clear();
  }
}

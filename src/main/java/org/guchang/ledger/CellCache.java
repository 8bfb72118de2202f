package org.guchang.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the cells of one session were last seen to hold: a guess that saves a round trip, never
 * trusted without Redis confirming it. Bounded; the least recently used is forgotten first.
 * Confined to the event loop of its session queue.
 */
final class CellCache {
  /** An absent cell. */
  static final byte[] ABSENT = {};

  private final Map<Cell<?>, byte[]> bytes;

  CellCache(int capacity) {
    bytes =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Cell<?>, byte[]> eldest) {
            return size() > capacity;
          }
        };
  }

  /** What the cell is thought to hold, {@link #ABSENT} if nothing is known of it. */
  byte[] get(Cell<?> cell) {
    byte[] known = bytes.get(cell);
    return known != null ? known : ABSENT;
  }

  void put(Cell<?> cell, byte[] holds) {
    bytes.put(cell, holds);
  }

  /** After a commit whose end is unknown. */
  void clear() {
    bytes.clear();
  }
}

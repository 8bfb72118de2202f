package org.guchang.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * In which of a session's sets the ids of deliveries and events are remembered, and which of these
 * sets have been given an end. Ids are kept for one period at least and two at most. Confined to
 * the event loop of its session queue.
 */
final class SeenIds {
  /** Partners try again for days; platforms for up to four. */
  private static final long PERIOD_MILLIS = 4L * 24 * 60 * 60 * 1000;

  /** A set outlives the period it is written in by one more, in which it is still looked at. */
  static final long KEEP_SECONDS = 2 * PERIOD_MILLIS / 1000;

  /** Each set stays small enough for Redis to keep it as plain numbers. */
  private static final int BUCKETS = 1000;

  private final BitSet ended = new BitSet(BUCKETS);
  private final BitSet used = new BitSet(BUCKETS);
  private long period;

  /** Begins a commit at {@code now}, milliseconds since the epoch. */
  void begin(long now) {
    long current = Math.floorDiv(now, PERIOD_MILLIS);
    if (current != period) {
      period = current;
      ended.clear();
    }
    used.clear();
  }

  long period() {
    return period;
  }

  /** The script finds the set by the last three digits. */
  void use(long digest) {
    used.set((int) Math.abs(digest % BUCKETS));
  }

  /** The sets used by this commit whose end is not known to be set. */
  List<String> expiring() {
    List<String> expiring = new ArrayList<>();
    for (int bucket = used.nextSetBit(0); bucket >= 0; bucket = used.nextSetBit(bucket + 1)) {
      if (!ended.get(bucket)) {
        expiring.add(Integer.toString(BUCKETS + bucket).substring(1));
      }
    }
    return expiring;
  }

  /** After the sets are gone. */
  void forget() {
    ended.clear();
  }

  void committed() {
    ended.or(used);
  }
}

package org.guchang.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.guchang.redis.Keys;

/** Where the ids of deliveries are remembered, for whoever wants to know whether one was seen. */
public final class SeenDeliveries {
  private SeenDeliveries() {}

  /** An id is remembered for one of these at least, in milliseconds, and for two at most. */
  public static final long PERIOD_MILLIS = SeenIds.PERIOD_MILLIS;

  /** The number of the period at {@code now}, milliseconds since the epoch. */
  public static long period(long now) {
    return Math.floorDiv(now, PERIOD_MILLIS);
  }

  /**
   * The sets in one of which the id is, if it was seen in one of the sessions and is remembered at
   * {@code now}.
   */
  public static List<String> sets(Keys keys, Collection<String> sessions, long id, long now) {
    List<String> sets = new ArrayList<>(2 * sessions.size());
    String bucket = SeenIds.bucket(id);
    for (String session : sessions) {
      String seen = keys.session(session).seen();
      sets.add(seen + ":" + period(now) + ":" + bucket);
      sets.add(seen + ":" + (period(now) - 1) + ":" + bucket);
    }
    return sets;
  }
}

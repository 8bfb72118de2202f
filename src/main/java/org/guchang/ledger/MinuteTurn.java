package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.Map;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what a session shows at the end of a minute is kept: before the first commit of
 * another minute, by the server's clock or by that of the events.
 *
 * <p>The request is sent ahead of the commit on the same connection and nobody waits for it, so a
 * commit takes no longer and Redis finds the session exactly as the minute left it. No timer can
 * miss it: while nothing is counted there is nothing to keep. Where it fails the commit goes on,
 * and the next one asks again.
 */
final class MinuteTurn {
  private static final Logger LOG = LoggerFactory.getLogger(MinuteTurn.class);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long NONE = -1;

  /** Keeps what a session shows, see {@code redis.MomentStore#keep}. */
  interface Keeper {
    Future<Void> keep(String session, long arrivedAt, long heardAt);
  }

  private final String session;
  private final Keeper keeper;
  private final Throttle throttle = new Throttle();
  private long arrivedMinute = NONE;
  private long heardMinute = NONE;

  MinuteTurn(String session, Keeper keeper) {
    this.session = session;
    this.keeper = keeper;
  }

  /**
   * A commit is about to be sent.
   *
   * @param now server time
   * @param heard by platform: event time and server time of its newest event in the commit
   */
  void before(long now, Map<String, long[]> heard) {
    long newest = 0;
    for (long[] times : heard.values()) {
      newest = Math.max(newest, times[0]);
    }
    long heardAt = Math.min(newest, now); // the clock of the events does not run ahead
    if (now / MINUTE_MILLIS <= arrivedMinute && heardAt / MINUTE_MILLIS <= heardMinute) {
      return;
    }
    arrivedMinute = Math.max(arrivedMinute, now / MINUTE_MILLIS);
    heardMinute = Math.max(heardMinute, heardAt / MINUTE_MILLIS);
    keeper.keep(session, now, heardAt).onFailure(this::failed);
  }

  /** Nothing is known of what is kept. */
  void forget() {
    arrivedMinute = NONE;
    heardMinute = NONE;
  }

  private void failed(@Nullable Throwable cause) {
    throttle
        .of("", LOG.atWarn())
        .addKeyValue(Field.SESSION.key, session)
        .addKeyValue(Field.REASON.key, cause)
        .log("What was shown at the end of a minute was not kept");
    forget();
  }
}

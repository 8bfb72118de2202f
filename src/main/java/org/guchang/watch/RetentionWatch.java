package org.guchang.watch;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.LongSupplier;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.privacy.Forgetting;
import org.guchang.privacy.Forgetting.Forgotten;
import org.guchang.privacy.QuarantineForgetting;
import org.guchang.redis.RedisAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets buyers and viewers of sessions that are long over, and in messages that were quarantined
 * long ago. Servers that share a Redis may do so at once: one of them does it, the others find it
 * done.
 */
final class RetentionWatch implements Watch.Lookout {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);
  private static final Duration EVERY = Duration.ofHours(1);

  /** After a look that failed. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final CatalogHolder catalog;
  private final Forgetting sessions;
  private final QuarantineForgetting quarantine;
  private final long retentionMillis;
  private final LongSupplier clock;
  private final Throttle throttle = new Throttle();

  private boolean failed;

  /** Somebody was, since Redis's file was last written anew. */
  private boolean forgotten;

  /** Up to when messages were looked through, by when they last came. */
  private long lookedUntil = Long.MIN_VALUE;

  /**
   * @param clock milliseconds since 1970
   */
  RetentionWatch(
      CatalogHolder catalog,
      Forgetting sessions,
      QuarantineForgetting quarantine,
      Duration retention,
      LongSupplier clock) {
    this.catalog = catalog;
    this.sessions = sessions;
    this.quarantine = quarantine;
    this.retentionMillis = retention.toMillis();
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return failed ? AGAIN : EVERY;
  }

  @Override
  public Future<?> look() {
    long until = clock.getAsLong() - retentionMillis;
    return sessions
        .sessions()
        .compose(stored -> next(stored.iterator(), until))
        .compose(done -> quarantine.everybody(lookedUntil, until))
        .onSuccess(done -> lookedUntil = until)
        .compose(messages -> forgotten || messages > 0 ? written() : Future.succeededFuture())
        .onComplete(done -> failed = done.failed())
        .onFailure(this::tell);
  }

  /** Where Redis may not be told to, it writes its file anew when it pleases. */
  private Future<?> written() {
    forgotten = false;
    return sessions.rewriteFile();
  }

  /** A Redis that is away is told by its links. */
  private void tell(Throwable failure) {
    if (!(failure instanceof RedisAway)) {
      throttle
          .of(String.valueOf(failure.getMessage()), LOG.atWarn())
          .addKeyValue(Field.REASON.key, failure.getMessage())
          .log("People were not forgotten in time; it is tried again");
    }
  }

  private Future<Void> next(Iterator<String> stored, long until) {
    if (!stored.hasNext()) {
      return Future.succeededFuture();
    }
    String session = stored.next();
    return over(session, until)
        .compose(
            isOver ->
                isOver
                    ? sessions.everybody(session).onSuccess(came -> tell(session, came))
                    : Future.succeededFuture(Forgotten.NOBODY))
        .compose(done -> next(stored, until));
  }

  /** Whether its end, where the catalog still knows it, and its last event are so long ago. */
  private Future<Boolean> over(String session, long until) {
    Catalog.Session known = catalog.current().sessions().get(session);
    if (known != null && known.endsAt().toInstant().toEpochMilli() >= until) {
      return Future.succeededFuture(false);
    }
    return sessions.lastCommit(session).map(last -> last > 0 && last < until);
  }

  private void tell(String session, Forgotten came) {
    if (came == Forgotten.DONE) {
      forgotten = true;
      LOG.atInfo()
          .addKeyValue(Field.SESSION.key, session)
          .log("Buyers and viewers of a session are forgotten; its figures stay");
    }
  }
}

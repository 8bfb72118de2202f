package org.guchang.ledger;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Settings.Limits;
import org.guchang.ledger.CommitRequest.Mode;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.redis.RedisAway;
import org.guchang.redis.RedisRefusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit of one session: while one commit is under way the next group gathers, so an idle
 * session answers at once and a busy one pays for a round trip, a ledger entry and an fsync once
 * per group.
 */
final class SessionQueue {
  /* Owned by the event loop that calls enqueue. At most one commit is under way. */

  private static final Logger LOG = LoggerFactory.getLogger(SessionQueue.class);

  /*
   * Measured, one event a POST over 64 connections: without the pause groups are of 11 and Redis spends 27 CPU seconds a
   * million events; the figures with it stand with the constants. Idle, or with few senders, no event waits.
   */

  /** Deliveries in a group that tell of load: a lone sender has one under way at a time. */
  private static final int SIGN_OF_MORE = 4;

  /** Events that are worth a commit of their own at once. */
  private static final int WORTH_A_COMMIT = 48;

  /** The shortest a timer can measure. */
  private static final int PAUSE_MILLIS = 1;

  private final String session;
  private final Limits limits;
  private final LedgerMeters meters;
  private final QueueLevel level;
  private final GroupCommit groupCommit;

  private final WaitingParts waiting;
  private final WaitingRoom room;
  private final Throttle refusals = new Throttle();
  private boolean committing;
  private boolean pausing;
  private boolean busy;

  SessionQueue(String session, Limits limits, LedgerMeters meters, GroupCommit groupCommit) {
    this.session = session;
    this.limits = limits;
    this.meters = meters;
    this.groupCommit = groupCommit;
    this.waiting = new WaitingParts(limits.queueEvents());
    this.room =
        new WaitingRoom(limits.queueEvents(), limits.groupEvents(), limits.queueWaitMillis());
    this.level = meters.queue();
  }

  /** Succeeds with the outcome of each event, fails as {@link Ledger} says. */
  Future<List<Outcome>> enqueue(SessionPart part) {
    part.queuedNanos = System.nanoTime();
    refuse(waiting.add(part, room.events()));
    tellLevel();
    commitSoon();
    return part.promise.future();
  }

  private void refuse(List<SessionPart> parts) {
    for (SessionPart refused : parts) {
      refused.promise.fail(
          new Ledger.Unavailable(
              Ledger.Reason.QUEUE_FULL,
              waiting.events() + " events of session " + session + " are waiting already"));
    }
  }

  /** What would become of the part's events if it were committed now; changes nothing. */
  Future<List<Outcome>> foresee(SessionPart part) {
    return groupCommit
        .run(List.of(part), Mode.FORESEE)
        .recover(failure -> Future.failedFuture(unavailable(failure)))
        .compose(done -> part.promise.future());
  }

  /**
   * After whatever the event loop has already read: deliveries that came together go together. And
   * after a pause, where the last group shows that more are on their way: what a group costs is
   * shared by its events.
   */
  private void commitSoon() {
    if (committing || waiting.isEmpty()) {
      return;
    }
    Context loop = Vertx.currentContext();
    if (loop == null) {
      commitNext();
    } else if (waiting.events() >= WORTH_A_COMMIT || !busy) {
      committing = true;
      loop.runOnContext(read -> commitNext());
    } else if (!pausing) {
      pausing = true;
      loop.owner().setTimer(PAUSE_MILLIS, over -> afterPause());
    }
  }

  private void afterPause() {
    pausing = false;
    if (!committing && !waiting.isEmpty()) {
      commitNext();
    }
  }

  private void commitNext() {
    committing = true;
    List<SessionPart> group = takeGroup();
    busy = group.size() >= SIGN_OF_MORE;
    boolean othersWait = !waiting.isEmpty();
    long began = System.nanoTime();
    groupCommit
        .run(group, Mode.COMMIT)
        .onComplete(
            done -> {
              committing = false;
              if (done.failed()) {
                tellRefusal(done.cause());
                groupCommit.forget();
                group.forEach(part -> part.promise.tryFail(unavailable(done.cause())));
              }
              long took = System.nanoTime() - began;
              meters.committed(group, took, done.succeeded());
              if (othersWait && done.succeeded()) {
                room.committed(eventsOf(group), took);
                refuse(waiting.fit(room.events()));
              }
              commitSoon();
            });
  }

  private static int eventsOf(List<SessionPart> parts) {
    int events = 0;
    for (SessionPart part : parts) {
      events += part.events.size();
    }
    return events;
  }

  /** A Redis that is away is told by its links; one that answers and will not is told here. */
  private void tellRefusal(Throwable cause) {
    if (cause instanceof RedisRefusal) {
      refusals
          .of(String.valueOf(cause.getMessage()), LOG.atError())
          .addKeyValue(Field.SESSION.key, session)
          .addKeyValue(Field.REASON.key, cause.getMessage())
          .log("Redis refuses a commit; its deliveries are answered 503");
    }
  }

  private List<SessionPart> takeGroup() {
    List<SessionPart> group = new ArrayList<>();
    Map<Long, Long> bodies = new HashMap<>();
    int events = 0;
    waiting.beginGroup();
    for (SessionPart next = waiting.peek(); next != null; next = waiting.peek()) {
      boolean full = !group.isEmpty() && events + next.events.size() > limits.groupEvents();
      boolean otherBody =
          !bodies
              .getOrDefault(next.delivery.id(), next.delivery.body())
              .equals(next.delivery.body());
      if (full || otherBody) {
        break;
      }
      group.add(waiting.take());
      bodies.put(next.delivery.id(), next.delivery.body());
      events += next.events.size();
    }
    tellLevel();
    return group;
  }

  private void tellLevel() {
    level.tell(waiting.events(), waiting.since(), room.events());
  }

  /** Its version is 0 before the first. */
  LastCommit acknowledged() {
    return groupCommit.acknowledged();
  }

  /** What Redis has after it was away. */
  void found(String epoch, long version) {
    groupCommit.found(epoch, version);
  }

  static Throwable unavailable(Throwable cause) {
    if (cause instanceof Ledger.Unavailable) {
      return cause;
    }
    boolean foreign = cause instanceof RedisAway away && away.isForeign();
    return new Ledger.Unavailable(
        foreign ? Ledger.Reason.DATA_FOREIGN : Ledger.Reason.REDIS_AWAY,
        String.valueOf(cause.getMessage()));
  }
}

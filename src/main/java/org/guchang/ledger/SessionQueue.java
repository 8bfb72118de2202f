package org.guchang.ledger;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.config.Settings.Limits;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.EntryCodec;
import org.guchang.redis.Keys;

/**
 * Group commit of one session: while one commit is under way the next group gathers, so an idle
 * session answers at once and a busy one pays for a round trip, a ledger entry and an fsync once
 * per group.
 */
final class SessionQueue {
  /*
   * Owned by the event loop that calls enqueue. At most one commit is under way. A group is computed from guesses (the
   * cache, else absent); what Redis says differs goes into the cache and the same group is computed again, so every
   * attempt knows more than the one before. A second server may change the cells in between; then the loop goes round
   * once more, each time some server having made progress. ATTEMPTS only bounds a fault nobody has thought of.
   */

  private static final int ATTEMPTS = 100;

  /** Some 100 bytes each. */
  private static final int CACHED_CELLS = 20_000;

  /** Products whose name is known to be stored; beyond, a name is only offered again. */
  private static final int NAMES = 20_000;

  private final String session;
  private final Keys.OfSession keys;
  private final String channel;
  private final Supplier<String> epochs;
  private final Limits limits;
  private final CommitScript script;
  private final LongSupplier clock;
  private final LedgerMeters meters;

  private final ArrayDeque<SessionPart> waiting = new ArrayDeque<>();
  private int waitingEvents;
  private boolean committing;
  private final CellCache cache = new CellCache(CACHED_CELLS);
  private final SeenIds seenIds = new SeenIds();
  private final Set<String> named = new HashSet<>();

  SessionQueue(
      String session,
      Keys keys,
      Supplier<String> epochs,
      Limits limits,
      CommitScript script,
      LongSupplier clock,
      LedgerMeters meters) {
    this.session = session;
    this.keys = keys.session(session);
    this.channel = keys.changes();
    this.epochs = epochs;
    this.limits = limits;
    this.script = script;
    this.clock = clock;
    this.meters = meters;
  }

  /** Succeeds with the outcome of each event, fails as {@link Ledger} says. */
  Future<List<Outcome>> enqueue(SessionPart part) {
    int events = part.events.size();
    if (waitingEvents > 0 && waitingEvents + events > limits.queueEvents()) {
      return Future.failedFuture(
          new Ledger.Unavailable(
              Ledger.Reason.QUEUE_FULL,
              waitingEvents + " events of session " + session + " are waiting already"));
    }
    waiting.add(part);
    waitingEvents += events;
    meters.queued(events);
    commitSoon();
    return part.promise.future();
  }

  /** After whatever the event loop has already read: deliveries that came together go together. */
  private void commitSoon() {
    Context loop = Vertx.currentContext();
    if (committing || waiting.isEmpty()) {
      return;
    }
    committing = true;
    if (loop == null) {
      commitNext();
    } else {
      loop.runOnContext(read -> commitNext());
    }
  }

  private void commitNext() {
    List<SessionPart> group = takeGroup();
    long began = System.nanoTime();
    Future.succeededFuture(new Group(group))
        .compose(
            fresh -> attempt(fresh, ATTEMPTS)) // what it throws is a failure of this group only
        .onComplete(
            done -> {
              committing = false;
              if (done.failed()) {
                cache.clear();
                named.clear();
                group.forEach(part -> part.promise.tryFail(unavailable(done.cause())));
              }
              meters.committed(group, System.nanoTime() - began, done.succeeded());
              commitSoon();
            });
  }

  private List<SessionPart> takeGroup() {
    List<SessionPart> group = new ArrayList<>();
    Map<Long, Long> bodies = new HashMap<>();
    int events = 0;
    while (!waiting.isEmpty()) {
      SessionPart next = waiting.peek();
      boolean full = !group.isEmpty() && events + next.events.size() > limits.groupEvents();
      boolean otherBody =
          !bodies
              .getOrDefault(next.delivery.id(), next.delivery.body())
              .equals(next.delivery.body());
      if (full || otherBody) {
        break;
      }
      group.add(waiting.remove());
      bodies.put(next.delivery.id(), next.delivery.body());
      events += next.events.size();
    }
    waitingEvents -= events;
    meters.queued(-events);
    return group;
  }

  /** A group and what was learned about it so far. */
  private static final class Group {
    final List<SessionPart> parts;
    final Set<Long> seenBefore = new HashSet<>();
    final Map<String, Long> stored = new HashMap<>();

    Group(List<SessionPart> parts) {
      this.parts = new ArrayList<>(parts);
    }
  }

  private Future<Void> attempt(Group group, int attemptsLeft) {
    if (group.parts.isEmpty()) {
      return Future.succeededFuture();
    }
    CommitDraft draft = new CommitDraft(cache);
    SessionFold fold = new SessionFold(draft, group.seenBefore, group.stored);
    group.parts.forEach(part -> part.foldInto(fold));
    long now = clock.getAsLong();
    seenIds.begin(now);
    CommitRequest request = CommitRequest.of(keys, seenIds, group.parts, draft, fold, named);
    byte[] entry =
        fold.facts().isEmpty() ? new byte[0] : EntryCodec.encode(new Entry(now, fold.facts()));
    return script
        .run(request.keys(), request.arguments(epochs.get(), channel, session, entry))
        .compose(reply -> settle(group, request, reply, attemptsLeft));
  }

  private Future<Void> settle(
      Group group, CommitRequest request, CommitReply reply, int attemptsLeft) {
    if (reply.committed()) {
      seenIds.committed();
      if (named.size() < NAMES) {
        named.addAll(request.newNames);
      }
      request.newChanges.forEach(change -> cache.put(change.cell(), change.becomes()));
      request.knownChanges.forEach(
          change ->
              cache.put(
                  change.cell(),
                  change.becomes().length > 0 ? change.becomes() : change.expected()));
      group.parts.forEach(SessionPart::committed);
      return Future.succeededFuture();
    }
    meters.retried();
    reply
        .created()
        .forEach((index, stored) -> cache.put(request.newChanges.get(index).cell(), stored));
    reply
        .stale()
        .forEach((index, stored) -> cache.put(request.knownChanges.get(index).cell(), stored));
    reply.repeats().forEach(index -> group.seenBefore.add(request.seenDigests.get(index)));
    reply
        .passed()
        .forEach((index, stored) -> group.stored.put(request.boundFields.get(index), stored));
    refuse(group, reply.conflicts());
    if (attemptsLeft == 0) {
      return Future.failedFuture(
          "the group was computed " + ATTEMPTS + " times and never agreed with Redis");
    }
    return attempt(group, attemptsLeft - 1);
  }

  private static void refuse(Group group, List<Integer> conflicts) {
    List<SessionPart> claims = group.parts.stream().filter(part -> part.claimsDelivery).toList();
    for (int index : conflicts) {
      SessionPart part = claims.get(index);
      group.parts.remove(part);
      part.promise.fail(
          new Ledger.DeliveryConflict("this webhook-id was used before for another body"));
    }
  }

  private static Throwable unavailable(Throwable cause) {
    return cause instanceof Ledger.Unavailable
        ? cause
        : new Ledger.Unavailable(Ledger.Reason.REDIS_AWAY, String.valueOf(cause.getMessage()));
  }
}

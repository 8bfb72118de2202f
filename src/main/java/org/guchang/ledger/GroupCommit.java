package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.ledger.CommitRequest.Known;
import org.guchang.ledger.CommitRequest.Mode;
import org.guchang.ledger.CommitRequest.Place;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.EntryCodec;
import org.guchang.log.Field;
import org.guchang.redis.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits groups of one session optimistically: a group is computed from guesses (what is cached,
 * else absent); what Redis says differs goes into the cache and the same group is computed again,
 * so every attempt knows more than the one before. A second server may change the cells in between;
 * then it goes round once more, each time some server having made progress.
 */
final class GroupCommit {
  /* Owned by the event loop of its queue, which commits one group at a time. */

  /** Bounds a fault nobody has thought of. */
  private static final int ATTEMPTS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Some 100 bytes each. */
  private static final int CACHED_CELLS = 20_000;

  /** Some 200 bytes each: a row of every product and of every minute of an evening. */
  private static final int CACHED_ROWS = 5_000;

  /** Commits without anybody else's after which nobody else is expected. */
  private static final int ALONE = 100;

  /** Products whose name is known to be stored; beyond, a name is only offered again. */
  private static final int NAMES = 20_000;

  private final String session;
  private final Keys.OfSession keys;
  private final Place place;
  private final Supplier<String> epochs;
  private final CommitScript script;
  private final LongSupplier clock;
  private final LedgerMeters meters;
  private final MinuteTurn minuteTurn;
  private final CommentPace commentPace;

  private final Guesses<Cell<?>> cells = new Guesses<>(CACHED_CELLS);
  private final Guesses<String> rows = new Guesses<>(CACHED_ROWS);
  private final SeenIds seenIds = new SeenIds();
  private final Set<String> named = new HashSet<>();

  /** All the above was learned from this data. */
  private LastCommit last = LastCommit.NONE;

  /** The newest commit that was acknowledged to anybody, whatever is known of it now. */
  private LastCommit acknowledged = LastCommit.NONE;

  /** Commits still to be made without relying on the last one, since others commit too. */
  private int wary;

  GroupCommit(
      String session,
      Keys keys,
      Supplier<String> epochs,
      CommitScript script,
      LongSupplier clock,
      LedgerMeters meters,
      MinuteTurn minuteTurn,
      CommentPace commentPace) {
    this.session = session;
    this.keys = keys.session(session);
    this.place = new Place(keys.changes(), session);
    this.epochs = epochs;
    this.script = script;
    this.clock = clock;
    this.meters = meters;
    this.minuteTurn = minuteTurn;
    this.commentPace = commentPace;
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

  /**
   * A request under way.
   *
   * @param fresh the mark it leaves, if it brings facts
   */
  private record Asked(Mode mode, CommitRequest request, String fresh, boolean facts) {}

  /**
   * Each part gets its outcomes, or a conflict; a failure is one of them all.
   *
   * @return failed, for this group only, also by what is thrown while it is computed
   */
  Future<Void> run(List<SessionPart> parts, Mode mode) {
    return Future.succeededFuture(new Group(parts))
        .compose(fresh -> attempt(fresh, mode, ATTEMPTS));
  }

  private Future<Void> attempt(Group group, Mode mode, int attemptsLeft) {
    if (group.parts.isEmpty()) {
      return Future.succeededFuture();
    }
    CommitDraft draft = new CommitDraft(cells);
    SessionFold fold = new SessionFold(draft, group.seenBefore, group.stored);
    group.parts.forEach(part -> part.foldInto(fold));
    long now = clock.getAsLong();
    fold.showOnly(commentPace.admitted(fold.comments(), now));
    SeenIds ids = mode == Mode.COMMIT ? seenIds : new SeenIds();
    ids.begin(now);
    LastCommit relied = mode == Mode.COMMIT && wary == 0 ? last : last.unsure();
    Known known = new Known(relied.isRelied(), rows, named);
    CommitRequest request = CommitRequest.of(keys, ids, group.parts, draft, fold, known);
    byte[] entry =
        fold.facts().isEmpty() ? new byte[0] : EntryCodec.encode(new Entry(now, fold.facts()));
    Asked asked = new Asked(mode, request, epochs.get(), entry.length > 0);
    if (mode == Mode.COMMIT && !fold.facts().isEmpty()) {
      minuteTurn.before(now, fold.heard());
    }
    return script
        .run(request.keys(), request.arguments(mode, asked.fresh, relied, place, entry))
        .compose(reply -> settle(group, asked, reply, attemptsLeft));
  }

  private Future<Void> settle(Group group, Asked asked, CommitReply reply, int attemptsLeft) {
    CommitRequest request = asked.request;
    if (reply.committed()) {
      if (asked.mode == Mode.COMMIT) {
        remember(asked, reply);
      }
      group.parts.forEach(SessionPart::committed);
      return Future.succeededFuture();
    }
    meters.retried(reply.why());
    if (reply.kind() == CommitReply.Kind.WIPED) {
      beginAnew(group, reply.epoch());
    } else if (reply.kind() == CommitReply.Kind.OVERTAKEN) {
      wary = ALONE;
    }
    reply
        .created()
        .forEach((index, stored) -> cells.put(request.newChanges.get(index).cell(), stored));
    reply
        .stale()
        .forEach((index, stored) -> cells.put(request.knownChanges.get(index).cell(), stored));
    reply.repeats().forEach(index -> group.seenBefore.add(request.seenDigests.get(index)));
    reply
        .passed()
        .forEach((index, stored) -> group.stored.put(request.boundFields.get(index), stored));
    refuse(group, reply.conflicts());
    if (attemptsLeft == 0) {
      return Future.failedFuture(
          "the group was computed " + ATTEMPTS + " times and never agreed with Redis");
    }
    return attempt(group, asked.mode, attemptsLeft - 1);
  }

  /**
   * The session was wiped: what is known of it is of no use, and harmful where it saves writing.
   */
  private void beginAnew(Group group, String stored) {
    forget();
    seenIds.forget();
    group.seenBefore.clear();
    group.stored.clear();
    last = new LastCommit(stored, 0, "");
  }

  /** Its version is 0 before the first. */
  LastCommit acknowledged() {
    return acknowledged;
  }

  /**
   * What Redis has after it was away. Less than what was acknowledged is a loss, which is said
   * once; another epoch is a wipe.
   */
  void found(String epoch, long version) {
    long missing = acknowledged.version() - version;
    if (missing <= 0 || !epoch.equals(acknowledged.epoch())) {
      return;
    }
    LOG.atError()
        .addKeyValue(Field.SESSION.key, session)
        .addKeyValue(Field.REASON.key, missing + " commits that were acknowledged are missing")
        .log(
            "Redis has lost commits; what was sent in the last seconds before is to be sent again");
    meters.missing(missing);
    acknowledged = new LastCommit(epoch, version, "");
  }

  /** After a failure nothing is known for sure. */
  void forget() {
    last = last.unsure();
    cells.clear();
    rows.clear();
    named.clear();
    minuteTurn.forget();
  }

  private void remember(Asked asked, CommitReply reply) {
    CommitRequest request = asked.request;
    if (asked.facts) {
      boolean others = last.isRelied() && reply.version() != last.version() + 1;
      wary = others ? ALONE : Math.max(0, wary - 1);
      last = new LastCommit(reply.epoch(), reply.version(), asked.fresh);
      acknowledged = last;
    } else {
      last = new LastCommit(reply.epoch(), last.version(), last.mark());
    }
    seenIds.committed();
    if (named.size() < NAMES) {
      named.addAll(request.newNames);
    }
    request.newChanges.forEach(change -> cells.put(change.cell(), change.becomes()));
    request.knownChanges.forEach(
        change ->
            cells.put(
                change.cell(), change.becomes().length > 0 ? change.becomes() : change.expected()));
    for (int i = 0; i < request.rowChanges.size(); i++) {
      CommitRequest.RowChange row = request.rowChanges.get(i);
      byte[] other = reply.rows().get(i);
      rows.put(row.key(), other == null ? row.becomes() : other);
    }
    request.sureRows.forEach(row -> rows.put(row.key(), row.becomes()));
  }

  private static void refuse(Group group, List<Integer> conflicts) {
    List<SessionPart> claims = group.parts.stream().filter(SessionPart::isToBeRemembered).toList();
    for (int index : conflicts) {
      SessionPart part = claims.get(index);
      group.parts.remove(part);
      part.promise.fail(
          new Ledger.DeliveryConflict("this webhook-id was used before for another body"));
    }
  }
}

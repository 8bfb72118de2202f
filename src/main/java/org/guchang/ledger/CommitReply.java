package org.guchang.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code commit_facts.lua} answered; numbers count from 0, in the order of the request.
 *
 * @param kind what came of it
 * @param epoch of the session, empty when it has none
 * @param version of the session after a commit
 * @param rows of a commit: rows that did not hold what was expected, and what they hold now
 * @param conflicts deliveries whose id was used for another body
 * @param repeats seen digests that were counted before
 * @param created cells thought absent that are not, and what they hold
 * @param stale cells that hold something else than expected, and what
 * @param passed bounded sums that would pass their bound, and what they hold
 */
record CommitReply(
    Kind kind,
    String epoch,
    long version,
    Map<Integer, byte[]> rows,
    List<Integer> conflicts,
    List<Integer> repeats,
    Map<Integer, byte[]> created,
    Map<Integer, byte[]> stale,
    Map<Integer, Long> passed) {

  private static final long FIRST = 1;

  /** What came of a request. Only when it was committed something was written. */
  enum Kind {
    /** Or would be, where it was only to be foreseen. */
    COMMITTED,
    DIFFERENT,
    /** The session has been wiped and begun anew. */
    WIPED,
    /** The caller relied on having been the last to commit, and was not. */
    OVERTAKEN
  }

  /** Why a commit has to be computed again. */
  enum Why {
    /** The session was wiped. */
    WIPED,
    /** Another server committed in between, where none was expected. */
    OVERTAKEN,
    /** A webhook-id was used for another body. */
    CONFLICT,
    /** Something was counted before. */
    REPEAT,
    /** A sum would pass its bound. */
    BOUND,
    /** A state was another than expected: new to this server, or changed by another. */
    STALE;

    final String label = name().toLowerCase(Locale.ROOT);
  }

  /** Of a reply that is no commit. */
  Why why() {
    if (kind == Kind.WIPED) {
      return Why.WIPED;
    } else if (kind == Kind.OVERTAKEN) {
      return Why.OVERTAKEN;
    } else if (!conflicts.isEmpty()) {
      return Why.CONFLICT;
    } else if (!repeats.isEmpty()) {
      return Why.REPEAT;
    }
    return passed.isEmpty() ? Why.STALE : Why.BOUND;
  }

  /** Whether the session was empty: begun by this, or wiped; or all of Redis is. */
  boolean beginsAnew() {
    return kind == Kind.WIPED || (kind == Kind.COMMITTED && version == FIRST);
  }

  boolean committed() {
    return kind == Kind.COMMITTED;
  }

  static CommitReply wiped(String epoch) {
    return of(Kind.WIPED, epoch, 0, Map.of());
  }

  static CommitReply overtaken() {
    return of(Kind.OVERTAKEN, "", 0, Map.of());
  }

  static CommitReply committed(String epoch, long version, Map<Integer, byte[]> rows) {
    return of(Kind.COMMITTED, epoch, version, rows);
  }

  private static CommitReply of(Kind kind, String epoch, long version, Map<Integer, byte[]> rows) {
    return new CommitReply(
        kind, epoch, version, rows, List.of(), List.of(), Map.of(), Map.of(), Map.of());
  }
}

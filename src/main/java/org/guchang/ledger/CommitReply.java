package org.guchang.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code commit_facts.lua} answered; numbers count from 0, in the order of the request.
 *
 * @param epoch of the session, empty when it has none
 * @param wiped nothing was written, since the session has been wiped and begun anew
 * @param committed everything was written (or, where it was only to be foreseen, would be)
 * @param rows of a commit: rows that did not hold what was expected, and what they hold now
 * @param conflicts deliveries whose id was used for another body
 * @param repeats seen digests that were counted before
 * @param created cells thought absent that are not, and what they hold
 * @param stale cells that hold something else than expected, and what
 * @param passed bounded sums that would pass their bound, and what they hold
 */
record CommitReply(
    String epoch,
    boolean wiped,
    boolean committed,
    Map<Integer, byte[]> rows,
    List<Integer> conflicts,
    List<Integer> repeats,
    Map<Integer, byte[]> created,
    Map<Integer, byte[]> stale,
    Map<Integer, Long> passed) {

  /** Why a commit has to be computed again. */
  enum Why {
    /** The session was wiped. */
    WIPED,
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
    if (wiped) {
      return Why.WIPED;
    } else if (!conflicts.isEmpty()) {
      return Why.CONFLICT;
    } else if (!repeats.isEmpty()) {
      return Why.REPEAT;
    }
    return passed.isEmpty() ? Why.STALE : Why.BOUND;
  }

  static CommitReply wiped(String epoch) {
    return new CommitReply(
        epoch, true, false, Map.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of());
  }

  static CommitReply committed(String epoch, Map<Integer, byte[]> rows) {
    return new CommitReply(
        epoch, false, true, rows, List.of(), List.of(), Map.of(), Map.of(), Map.of());
  }
}

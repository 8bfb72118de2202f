package org.guchang.ledger;

import java.util.List;
import java.util.Map;

/**
 * What {@code commit_facts.lua} answered; numbers count from 0, in the order of the request.
 *
 * @param committed everything was written; the rest is then empty
 * @param conflicts deliveries whose id was used for another body
 * @param repeats seen digests that were counted before
 * @param created cells thought absent that are not, and what they hold
 * @param stale cells that hold something else than expected, and what
 * @param passed bounded sums that would pass their bound, and what they hold
 */
record CommitReply(
    boolean committed,
    List<Integer> conflicts,
    List<Integer> repeats,
    Map<Integer, byte[]> created,
    Map<Integer, byte[]> stale,
    Map<Integer, Long> passed) {

  static final CommitReply COMMITTED =
      new CommitReply(true, List.of(), List.of(), Map.of(), Map.of(), Map.of());
}

package org.guchang.pending;

import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: exponential with full jitter, so that what failed together
 * does not come back together (see Amazon's builders' library, "Timeouts, retries, and backoff with
 * jitter").
 *
 * @param firstMillis at most so long after the first failure; doubled by each further one
 * @param longestMillis but never longer than this, however often it failed
 */
record Backoff(long firstMillis, long longestMillis) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * Anything from 1 ms to the bound of this failure, all equally likely.
   *
   * @param failures so far, at least 1
   */
  long millis(int failures, RandomGenerator random) {
    return 1 + random.nextLong(bound(failures));
  }

  /** The longest that {@link #millis} says after so many failures. */
  long bound(int failures) {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
    return Math.min(longestMillis, firstMillis << doublings);
  }
}

package org.guchang.ingest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may be taken at once and in the long run. Thread-safe, without locks.
 * <!-- Maintainers: the generic cell rate algorithm. All it remembers is when the bucket will be full again; so many
 * nanoseconds from now are so many tokens missing. -->
 */
final class TokenBucket {
  private final long nanosPerToken;
  private final int burst;
  private final AtomicLong fullAt;

  /**
   * A full one.
   *
   * @param perSecond tokens it gains, at least 1
   * @param burst tokens it holds, at least 1
   * @param now nanoseconds, of the same clock as later
   */
  TokenBucket(int perSecond, int burst, long now) {
    this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.burst = burst;
    this.fullAt = new AtomicLong(now);
  }

  /** How many could be taken now. */
  long available(long now) {
    long missing = Math.max(0, fullAt.get() - now);
    return Math.max(0, burst - Math.floorDiv(missing + nanosPerToken - 1, nanosPerToken));
  }

  /**
   * Takes tokens, or none. More than it ever holds are lent when it is full, and missing
   * afterwards.
   *
   * @return 0 when they were taken, else the nanoseconds after which they can be
   */
  long take(int tokens, long now) {
    long asked = Math.min(tokens, burst) * nanosPerToken;
    while (true) {
      long known = fullAt.get();
      long missing = Math.max(0, known - now);
      long wait = missing + asked - burst * nanosPerToken;
      if (wait > 0) {
        return wait;
      }
      if (fullAt.compareAndSet(known, now + missing + tokens * nanosPerToken)) {
        return 0;
      }
    }
  }
}

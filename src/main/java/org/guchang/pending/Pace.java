package org.guchang.pending;

/**
 * So many a second, and as many at once as a second gives: a bucket of tokens that fills with time.
 * Confined to one event loop.
 */
final class Pace {
  private static final long MILLIS = 1_000;

  private final int perSecond;

  /** In thousandths of a token, so that no time is lost in rounding. */
  private long filled;

  private long filledAt;

  Pace(int perSecond, long now) {
    this.perSecond = perSecond;
    this.filled = perSecond * MILLIS;
    this.filledAt = now;
  }

  /** How many may go now. A clock that goes back fills nothing. */
  int available(long now) {
    long passed = Math.max(0, Math.min(MILLIS, now - filledAt));
    filled = Math.min(perSecond * MILLIS, filled + passed * perSecond);
    filledAt = now;
    return (int) (filled / MILLIS);
  }

  /** So many go, of those that may. */
  void take(int count) {
    filled -= count * MILLIS;
  }

  /** So many did not go after all. */
  void giveBack(int count) {
    filled = Math.min(perSecond * MILLIS, filled + count * MILLIS);
  }
}

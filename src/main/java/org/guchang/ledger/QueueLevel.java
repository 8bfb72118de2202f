package org.guchang.ledger;

/** How full one queue is, told by its event loop and read by any thread. */
final class QueueLevel {
  /** Of an empty queue. */
  static final long NOBODY = Long.MIN_VALUE;

  private final int bound;
  private volatile int events;
  private volatile long since = NOBODY;

  QueueLevel(int bound) {
    this.bound = bound;
  }

  /**
   * @param sinceNanos when the oldest came, of {@link System#nanoTime}, or {@link #NOBODY}
   */
  void tell(int waiting, long sinceNanos) {
    events = waiting;
    since = sinceNanos;
  }

  int events() {
    return events;
  }

  /** Share of its bound; a single large delivery may exceed it. */
  double filled() {
    return (double) events / bound;
  }

  double ageSeconds(long nowNanos) {
    long began = since;
    return began == NOBODY ? 0 : Math.max(0, nowNanos - began) / 1e9;
  }
}

package org.guchang.ledger;

/** How full one queue is, told by its event loop and read by any thread. */
final class QueueLevel {
  /** Of an empty queue. */
  static final long NOBODY = Long.MIN_VALUE;

  private volatile int events;
  private volatile long since = NOBODY;
  private volatile int room = Integer.MAX_VALUE;

  /**
   * @param sinceNanos when the oldest came, of {@link System#nanoTime}, or {@link #NOBODY}
   * @param mayWait events for which there is room now
   */
  void tell(int waiting, long sinceNanos, int mayWait) {
    events = waiting;
    since = sinceNanos;
    room = mayWait;
  }

  int events() {
    return events;
  }

  /** Share of its room; deliveries of those who have nothing waiting yet may exceed it. */
  double filled() {
    return (double) events / room;
  }

  double ageSeconds(long nowNanos) {
    long began = since;
    return began == NOBODY ? 0 : Math.max(0, nowNanos - began) / 1e9;
  }
}

package org.guchang.ledger;

import java.util.concurrent.TimeUnit;

/**
 * How many events of a session may wait, so that whoever is let in is committed in good time: as
 * many as were committed lately in the longest wait that is allowed, never more than the bound of
 * the queue, never less than a group. Confined to one event loop.
 */
final class WaitingRoom {
  /*
   * A rate is learned from full groups alone: what others show is how much was sent. A single slow commit, such as a
   * rewrite of Redis's file, is to shrink the room a little only, so rates are averaged and not times.
   */

  /** What the newest group counts for in the average. */
  private static final double NEWEST = 0.25;

  private final int most;
  private final int least;
  private final double waitNanos;

  /** Events a nanosecond; 0 while nothing is known. */
  private double pace;

  /**
   * All the queue's, as long as no group was full.
   *
   * @param most bound of the queue, events
   * @param least most events of a group
   * @param waitMillis longest wait that is allowed
   */
  WaitingRoom(int most, int least, int waitMillis) {
    this.most = most;
    this.least = Math.min(least, most);
    this.waitNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
  }

  /**
   * A group was committed while others had to wait for the next.
   *
   * @param nanos from when it was taken out of the queue
   */
  void committed(int events, long nanos) {
    double now = (double) events / Math.max(1, nanos);
    pace = pace == 0 ? now : pace + NEWEST * (now - pace);
  }

  /** Events that may wait now. */
  int events() {
    return pace == 0 ? most : (int) Math.max(least, Math.min(most, pace * waitNanos));
  }
}

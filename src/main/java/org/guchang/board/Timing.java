package org.guchang.board;

/** The clock and the timer of an event loop. Contract: {@code task} runs on the loop that asked. */
public interface Timing {

  /** Milliseconds since the epoch. */
  long now();

  /** Runs {@code task} once, not earlier than {@code millis} (at least 1) from now. */
  void after(long millis, Runnable task);
}

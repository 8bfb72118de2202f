package org.guchang.board;

/**
 * The clocks and the timer of an event loop. Contract: {@code task} runs on the loop that asked.
 */
public interface Timing {

  /** Milliseconds since the epoch, by a clock that may be set back or ahead at any moment. */
  long now();

  /** Milliseconds since whenever, by a clock that nobody sets: for how long ago something was. */
  long elapsed();

  /** Runs {@code task} once, not earlier than {@code millis} (at least 1) from now. */
  void after(long millis, Runnable task);
}

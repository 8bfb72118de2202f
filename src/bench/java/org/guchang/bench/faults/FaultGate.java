package org.guchang.bench.faults;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Lets partners send, or holds them between two deliveries. By any thread. */
final class FaultGate {
  private static final long LOOK_NANOS = 5_000_000;

  /** In which a delivery must find its end when nothing is wrong any more. */
  private static final long PATIENCE_SECONDS = 60;

  private final Phaser inside = new Phaser(1);
  private volatile boolean open;
  private volatile boolean ended;

  /** Waits until it is open; false when nothing more is to be sent. */
  boolean enter() {
    while (!ended) {
      if (open) {
        inside.register();
        if (open) {
          return true;
        }
        inside.arriveAndDeregister();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return false;
  }

  /** The delivery has its end. */
  void leave() {
    inside.arriveAndDeregister();
  }

  /** Whether a delivery under way is to be sent again. */
  boolean goesOn() {
    return !ended;
  }

  void open() {
    open = true;
  }

  /** Holds everybody; returns when each delivery under way has its end. */
  void settle() throws InterruptedException, TimeoutException {
    open = false;
    inside.awaitAdvanceInterruptibly(inside.arrive(), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void end() {
    ended = true;
  }
}

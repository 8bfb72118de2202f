package org.guchang.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/** Waits for a condition instead of a time. */
public final class Eventually {

  private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);
  private static final long STARTING = TimeUnit.MINUTES.toNanos(2);

  private Eventually() {}

  /** Returns when the condition holds; fails after 20 s. */
  public static void until(String what, BooleanSupplier condition) {
    until(what, LIMIT, condition);
  }

  /** The same for what takes starting whole programs; fails after two minutes. */
  public static void started(String what, BooleanSupplier condition) {
    until(what, STARTING, condition);
  }

  private static void until(String what, long nanos, BooleanSupplier condition) {
    long deadline = System.nanoTime() + nanos;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        Assertions.fail("It never came to be that " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}

package org.guchang.board;

import io.vertx.core.Vertx;
import java.time.Clock;

/** The timers of Vert.x: they run on the context that set them. */
public record VertxTiming(Vertx vertx, Clock clock) implements Timing {
  private static final long NANOS_PER_MILLI = 1_000_000;

  @Override
  public long now() {
    return clock.millis();
  }

  @Override
  public long elapsed() {
    return System.nanoTime() / NANOS_PER_MILLI;
  }

  @Override
  public void after(long millis, Runnable task) {
    vertx.setTimer(Math.max(1, millis), id -> task.run());
  }
}

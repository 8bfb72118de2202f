package org.guchang.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;

/** Measures how late its event loop is. Deployed once for each. */
public final class LoopWatch extends VerticleBase {

  private static final long PERIOD_MILLIS = 250;
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);

  private final ServerMeters meters;
  private long due;

  public LoopWatch(ServerMeters meters) {
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    due = System.nanoTime() + PERIOD_NANOS;
    next();
    return Future.succeededFuture();
  }

  private void next() {
    vertx.setTimer(
        PERIOD_MILLIS,
        id -> {
          long now = System.nanoTime();
          meters.loopDelay(now - due);
          due = now + PERIOD_NANOS;
          next();
        });
  }
}

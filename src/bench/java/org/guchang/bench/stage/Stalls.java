package org.guchang.bench.stage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long this machine lets a thread wait that has next to nothing to do: what delays are to be
 * read beside where others work on it too.
 */
public final class Stalls implements AutoCloseable {
  private static final long PAUSE_NANOS = 5_000_000;
  private static final long MOST_MICROS = 60_000_000;

  private final Histogram waits = new Histogram(MOST_MICROS, 3);
  private volatile boolean ended;
  private final Thread thread = new Thread(this::look, "bench-stalls");

  public Stalls() {
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    while (!ended) {
      long began = System.nanoTime();
      LockSupport.parkNanos(PAUSE_NANOS);
      long late = System.nanoTime() - began - PAUSE_NANOS;
      long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, late));
      // as often as it would have been seen by one who looks all the time
      waits.recordValueWithExpectedInterval(Math.min(MOST_MICROS, micros), PAUSE_NANOS / 1_000);
    }
  }

  /** Milliseconds, of the longest hundredth. */
  public double end() throws InterruptedException {
    ended = true;
    thread.join();
    return waits.getValueAtPercentile(99) / 1e3;
  }

  @Override
  public void close() {
    ended = true;
  }
}

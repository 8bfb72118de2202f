package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to undo what was started, last first; each has its time, and a failure does not keep the rest
 * from stopping.
 */
final class Stops {

  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

  /** With the event loops' less than ten seconds, after which some service managers kill. */
  private static final Duration ALL_PATIENCE = Duration.ofSeconds(8);

  private static final Duration LOOPS_PATIENCE = Duration.ofSeconds(1);

  private record Stop(String what, Duration patience, Supplier<Future<?>> how) {}

  private final Deque<Stop> stops = new ConcurrentLinkedDeque<>();

  void add(String what, Duration patience, Supplier<Future<?>> how) {
    stops.push(new Stop(what, patience, how));
  }

  /** Never fails; what did is in the log. */
  Future<Void> run() {
    Stop next = stops.poll();
    return next == null
        ? Future.succeededFuture()
        : next.how()
            .get()
            .timeout(next.patience().toMillis(), TimeUnit.MILLISECONDS)
            .onSuccess(stopped -> LOG.debug("Stopped: {}", next.what()))
            .onFailure(failure -> LOG.warn("Not stopped: {}: {}", next.what(), failure.toString()))
            .transform(ended -> run());
  }

  /**
   * Runs all of them, then ends the event loops they run on. Blocks, for a bounded time; from a
   * thread that is not theirs.
   *
   * @return false when the time was not enough
   */
  boolean runAndClose(Vertx vertx) {
    try {
      run().await(ALL_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      vertx.close().await(LOOPS_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException late) {
      LOG.warn("Some of the server did not stop in time");
      return false;
    }
  }
}

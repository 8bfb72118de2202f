package org.guchang.app.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a server until the process is told to end, and ends it in good order. */
final class Serving {

  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** Loading a large append-only file takes a while. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private Serving() {}

  /** The search path for programs. */
  static String searchPath(Map<String, String> env) {
    return env.getOrDefault("PATH", "");
  }

  /**
   * Starts the server; from then on SIGINT and SIGTERM stop it before the process ends, with 0 when
   * all of it stopped in good order.
   */
  static Doors start(Application application) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.error("The thread {} failed", thread.getName(), failure));
    AtomicBoolean started = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(application, started.get()), "guchang-stop"));
    try {
      Doors doors = application.start().await(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      started.set(true);
      return doors;
    } catch (TimeoutException late) {
      throw new IllegalStateException("The server did not start in time", late);
    }
  }

  /**
   * A signal's own exit code says 128 and its number, however well the server stopped. One that
   * never ran leaves the code of what kept it from running.
   */
  private static void stop(Application application, boolean ran) {
    boolean stopped = application.stop();
    if (ran) {
      LOG.info(stopped ? "Stopped" : "Ended before everything had stopped");
      Runtime.getRuntime().halt(stopped ? 0 : 1);
    }
  }

  /** Returns only by way of the interruption that ends the process. */
  static void untilStopped() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}

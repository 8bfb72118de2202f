package org.guchang.app.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guchang.app.Application;
import org.guchang.app.Doors;

/** Runs a server until the process is told to end, and ends it in good order. */
final class Serving {

  /** Loading a large append-only file takes a while. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private Serving() {}

  /** The search path for programs. */
  static String searchPath(Map<String, String> env) {
    return env.getOrDefault("PATH", "");
  }

  /** Starts the server; from then on SIGINT and SIGTERM stop it before the process ends. */
  static Doors start(Application application) {
    Runtime.getRuntime().addShutdownHook(new Thread(application::stop, "guchang-stop"));
    try {
      return application.start().await(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IllegalStateException("The server did not start in time", late);
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

package org.guchang.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis of a server that was killed: it may still be writing its last bytes when the next
 * server starts. Two on the same files would ruin them.
 */
final class Predecessor {

  private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);

  private Predecessor() {}

  static void awaitEnd(Path dir, Duration patience) {
    Optional<ProcessHandle> found = find(dir);
    if (found.isEmpty()) {
      return;
    }
    ProcessHandle redis = found.get();
    LOG.info("Waiting for the Redis of the last start (process {}) to end", redis.pid());
    if (awaitEnd(redis, patience.dividedBy(2))) {
      return;
    }
    LOG.warn("It has no server any more and does not end; ending it");
    redis.destroy();
    if (!awaitEnd(redis, patience.dividedBy(2))) {
      throw new RedisUnsuitable(
          "The Redis of the last start (process "
              + redis.pid()
              + ") still uses "
              + dir
              + ". End it, then start again.");
    }
  }

  /**
   * By its pid file, provided that the process of that number is a redis-server: numbers are used
   * again.
   */
  private static Optional<ProcessHandle> find(Path dir) {
    try {
      long pid = Long.parseLong(Files.readString(dir.resolve("redis.pid")).strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(Predecessor::isRedis);
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean isRedis(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("redis-")).orElse(false);
  }

  private static boolean awaitEnd(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (ExecutionException failure) {
      return !process.isAlive();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}

package org.guchang.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One running redis-server and the shell that watches over it.
 *
 * <p>The shell reads a pipe that this process holds open and never writes. However this process
 * ends, the system closes the pipe, the shell sees the end and stops Redis. Redis has a terminal
 * session of its own (where the system has {@code setsid}), so that Ctrl-C reaches the server
 * alone, which then stops Redis when it is done with it.
 */
final class RedisProcess {

  /*
   * Two shells: one waits for Redis, so that no zombie passes for a running one, the other for the pipe. Descriptor 3
   * is the pipe, because a command in the background has no standard input.
   */
  /**
   * $1 program, $2 configuration file, $3 log file. Prints the pid of Redis; ends when Redis does.
   */
  private static final String WATCHER =
      """
      trap '' INT HUP TERM
      exec 3<&0
      if command -v setsid >/dev/null 2>&1
      then setsid "$1" "$2" </dev/null >>"$3" 2>&1 3<&- &
      else "$1" "$2" </dev/null >>"$3" 2>&1 3<&- &
      fi
      redis=$!
      echo $redis
      exec >/dev/null 2>&1
      {
        read nothing <&3
        kill -TERM $redis
        n=0
        while kill -0 $redis && [ $n -lt 80 ]; do sleep 0.1; n=$((n+1)); done
        kill -KILL $redis
      } &
      guard=$!
      wait $redis
      kill -KILL $guard
      """;

  private final Process watcher;
  private final ProcessHandle redis;

  private RedisProcess(Process watcher, ProcessHandle redis) {
    this.watcher = watcher;
    this.redis = redis;
  }

  /** Starts it; whether it stays is for the caller to see. */
  static RedisProcess start(Path program, EmbeddedConfig config) throws IOException {
    Process watcher =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                WATCHER,
                "guchang-redis",
                program.toString(),
                config.file().toString(),
                config.logFile().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(watcher.getInputStream(), StandardCharsets.UTF_8));
    String pid = said.readLine();
    Optional<ProcessHandle> redis =
        pid == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid.strip()));
    if (redis.isEmpty()) {
      watcher.getOutputStream().close();
      throw new IOException(program + " ended at once");
    }
    return new RedisProcess(watcher, redis.get());
  }

  boolean isAlive() {
    return watcher.isAlive();
  }

  long pid() {
    return redis.pid();
  }

  /** Waits as long as Redis runs, or until the thread is interrupted. */
  void awaitEnd() throws InterruptedException {
    watcher.waitFor();
  }

  /** Whether Redis ended within this time. */
  boolean awaitEnd(Duration patience) {
    try {
      return watcher.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asks Redis to end, waits, then makes it, and lets the watcher go. */
  void end(Duration patience) throws IOException {
    redis.destroy();
    if (!awaitEnd(patience)) {
      redis.destroyForcibly();
      awaitEnd(patience);
    }
    watcher.getOutputStream().close();
  }
}

package org.guchang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A disk that takes its time, for one process and as long as this is open: strace holds up each of
 * its fdatasync and fsync, in whichever thread, so that what waits for them waits in reality.
 */
final class SlowDisk implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Process strace;

  /**
   * Takes hold of it, and returns when that is done.
   *
   * @param each how long one fsync takes longer
   */
  SlowDisk(long pid, Duration each) throws IOException {
    String micros = Long.toString(TimeUnit.NANOSECONDS.toMicros(each.toNanos()));
    strace =
        new ProcessBuilder(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=fdatasync,fsync",
                "-e",
                "inject=fdatasync,fsync:delay_enter=" + micros,
                "-p",
                Long.toString(pid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isHeld(pid)) {
      if (!strace.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IOException("strace could not take hold of process " + pid);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Whether one process may hold another here at all; a container or a Yama may forbid it. */
  static boolean isPossible() throws IOException, InterruptedException {
    Process held = new ProcessBuilder("sleep", "20").start();
    try {
      new SlowDisk(held.pid(), Duration.ZERO).close();
      return true;
    } catch (IOException forbidden) {
      return false;
    } finally {
      held.destroyForcibly().waitFor();
    }
  }

  private static boolean isHeld(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
  }

  /** The disk is as fast as ever. */
  @Override
  public void close() {
    strace.destroy();
    try {
      if (!strace.waitFor(20, TimeUnit.SECONDS)) {
        strace.destroyForcibly();
      }
    } catch (InterruptedException e) {
      strace.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package org.guchang.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The most memory that processes had since it began to look, from Linux's {@code /proc}. */
public final class Resident implements AutoCloseable {
  private static final long LOOK_NANOS = 100_000_000;
  private static final String RESIDENT = "VmRSS:";

  private final List<Long> pids;
  private final long[] most;
  private volatile boolean ended;
  private final Thread thread = new Thread(this::look, "bench-resident");

  public Resident(Long... pids) {
    this.pids = new ArrayList<>(List.of(pids));
    this.most = new long[pids.length];
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    while (!ended) {
      for (int i = 0; i < most.length; i++) {
        most[i] = Math.max(most[i], bytes(pids.get(i)));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Of a process now, 0 when it is gone. */
  public static long bytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith(RESIDENT)) {
          return 1024 * Long.parseLong(line.replaceAll("\\D+", ""));
        }
      }
    } catch (IOException gone) {
      return 0;
    }
    return 0;
  }

  /** Bytes, in the order of the processes. */
  public long[] end() throws InterruptedException {
    ended = true;
    thread.join();
    return most;
  }

  @Override
  public void close() {
    ended = true;
  }
}

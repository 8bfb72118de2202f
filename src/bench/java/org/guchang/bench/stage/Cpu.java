package org.guchang.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of other processes, from Linux's {@code /proc}. */
public final class Cpu {
  /** USER_HZ, which Linux has fixed at 100 for programs on every architecture we run on. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields of proc(5) after the name: utime, stime, and those of children waited for. */
  private static final int UTIME = 11;

  private static final int CSTIME = 14;

  private Cpu() {}

  /** Seconds so far, its ended children (Redis rewriting its file) included. */
  public static double seconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = UTIME; i <= CSTIME; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException("process " + pid + " has no /proc entry", e);
    }
  }
}

package org.guchang.app.doctor;

import java.time.Duration;
import java.time.Instant;

/** What the figures of a host mean for an evening. Pure. */
final class HostFindings {
  private static final long MEGABYTE = 1 << 20;

  /** The server's own heap, Redis, and a rewrite of its file beside them. */
  private static final long LEAST_MEMORY = 512 * MEGABYTE;

  private static final long GOOD_MEMORY = 1_024 * MEGABYTE;

  private static final long LEAST_DISK = 512 * MEGABYTE;
  private static final long GOOD_DISK = 4_096 * MEGABYTE;

  /** A commit waits for one: beyond, a delivery takes a time that a person notices. */
  private static final Duration SLOW_SYNC = Duration.ofMillis(20);

  /** Commits of a session follow one another: beyond, its queue fills in a rush. */
  private static final Duration TOO_SLOW_SYNC = Duration.ofMillis(200);

  /** Partners' connections, Redis, files, and what the Java machine itself has open. */
  private static final long OTHER_FILES = 1_024;

  /** This was written then, so a clock that is before it is wrong. */
  private static final Instant WRITTEN = Instant.parse("2026-11-01T00:00:00Z");

  private static final Duration APART = Duration.ofSeconds(2);

  private HostFindings() {}

  static Finding java(Runtime.Version version, long heapBytes) {
    String found = "Java " + version + ", heap up to " + megabytes(heapBytes);
    return heapBytes < 256 * MEGABYTE
        ? Finding.mind("java", found, "Give it at least 256 MB: java -Xmx512m -jar guchang.jar …")
        : Finding.good("java", found);
  }

  static Finding memory(long availableBytes) {
    String found = megabytes(availableBytes) + " are available";
    String change =
        "Free memory, or use a larger machine: 1 GB is enough for an evening of a million orders.";
    if (availableBytes < LEAST_MEMORY) {
      return Finding.bad("memory", found, change);
    }
    return availableBytes < GOOD_MEMORY
        ? Finding.mind("memory", found, change)
        : Finding.good("memory", found);
  }

  static Finding disk(String dir, long freeBytes) {
    String found = megabytes(freeBytes) + " are free for " + dir;
    String change =
        "Free space there, or set data.dir to a larger disk: Redis needs room to write its file anew.";
    if (freeBytes < LEAST_DISK) {
      return Finding.bad("disk space", found, change);
    }
    return freeBytes < GOOD_DISK
        ? Finding.mind("disk space", found, change)
        : Finding.good("disk space", found);
  }

  /**
   * @param median of some writes that were waited for
   * @param slowest of them
   * @param waited whether a commit waits for the disk, as it does with {@code fsync}
   */
  static Finding sync(Duration median, Duration slowest, boolean waited) {
    String found =
        "a write is on disk after %s, the slowest after %s"
            .formatted(millis(median), millis(slowest));
    String change =
        "Put data.dir on a faster disk (an SSD of its own), or set ledger.durability: everysec.";
    if (!waited || median.compareTo(SLOW_SYNC) <= 0) {
      return Finding.good("disk speed", found);
    }
    return median.compareTo(TOO_SLOW_SYNC) > 0
        ? Finding.bad("disk speed", found + ", and every commit waits for one", change)
        : Finding.mind("disk speed", found + ", and every commit waits for one", change);
  }

  static Finding files(long most, int screens) {
    String what = "open files";
    String found = most + " files may be open";
    long wanted = screens + OTHER_FILES;
    if (most >= wanted) {
      return Finding.good(what, found);
    }
    String both = found + ", and board.max-screens is " + screens;
    String change =
        "Raise the limit to "
            + wanted
            + " (LimitNOFILE= in the service, ulimit -n in a shell), or lower board.max-screens.";
    return most < 2 * OTHER_FILES
        ? Finding.bad(what, both, change)
        : Finding.mind(what, both, change);
  }

  /**
   * @param steered whether something on this host says that it keeps the clock right
   */
  static Finding clock(Instant now, boolean steered, int toleranceSeconds) {
    if (now.isBefore(WRITTEN)) {
      return Finding.bad(
          "clock",
          "it says " + now + ", which is past",
          "Set it, and let it be kept: chrony or systemd-timesyncd.");
    }
    return steered
        ? Finding.good("clock", "systemd-timesyncd has set it: " + now)
        : Finding.mind(
            "clock",
            "it says " + now + "; nothing here tells whether that is right",
            "Compare it with a good one: beyond "
                + toleranceSeconds
                + " s signatures are refused. chrony or systemd-timesyncd keep it right.");
  }

  /** The clock of the host of an outside Redis. */
  static Finding otherClock(Duration ahead) {
    String found =
        "Redis' host is %s %s this one"
            .formatted(millis(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of");
    return ahead.abs().compareTo(APART) > 0
        ? Finding.bad("clock of Redis", found, "Set both by the same time server.")
        : Finding.good("clock of Redis", found);
  }

  /** The two settings of the kernel that Redis itself warns of. */
  static Finding kernel(String overcommit, String hugePages) {
    boolean huge = hugePages.contains("[always]");
    boolean strict = overcommit.equals("2") || overcommit.equals("0");
    String found =
        "vm.overcommit_memory is %s, huge pages %s".formatted(overcommit, chosen(hugePages));
    if (!huge && !strict) {
      return Finding.good("kernel", found);
    }
    return Finding.mind(
        "kernel",
        found,
        (strict ? "sysctl vm.overcommit_memory=1, so that Redis can write its file anew." : "")
            + (strict && huge ? " " : "")
            + (huge
                ? "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled, else writing anew delays commits."
                : ""));
  }

  private static String chosen(String hugePages) {
    int from = hugePages.indexOf('[');
    int to = hugePages.indexOf(']');
    return from < 0 || to < from ? "unknown" : hugePages.substring(from + 1, to);
  }

  private static String megabytes(long bytes) {
    return bytes / MEGABYTE + " MB";
  }

  private static String millis(Duration time) {
    return "%.1f ms".formatted(time.toNanos() / 1e6);
  }
}

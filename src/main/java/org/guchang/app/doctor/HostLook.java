package org.guchang.app.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.Durability;

/** Measures this host. */
final class HostLook {
  private static final int SYNCS = 50;
  private static final int SYNC_BYTES = 4_096;
  private static final String IN_STEP = "/run/systemd/timesync/synchronized";

  private final Settings settings;
  private final Clock clock;

  HostLook(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param serves whether the server of these settings runs, and has the ports
   */
  List<Finding> look(boolean serves) {
    List<Finding> findings = new ArrayList<>();
    findings.add(HostFindings.java(Runtime.version(), Runtime.getRuntime().maxMemory()));
    available().ifPresent(bytes -> findings.add(HostFindings.memory(bytes)));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      findings.add(
          HostFindings.files(unix.getMaxFileDescriptorCount(), settings.board().maxScreens()));
    }
    findings.add(
        HostFindings.clock(
            clock.instant(), Files.exists(Path.of(IN_STEP)), settings.limits().toleranceSeconds()));
    if (serves) {
      findings.add(Finding.good("ports", "the server runs, and has them"));
    } else {
      findings.add(port("screen", settings.screen()));
      findings.add(port("partner", settings.partner()));
      findings.add(port("ops", settings.ops()));
    }
    if (settings.redis().uri() == null) {
      kernel().ifPresent(findings::add);
      findings.addAll(disk());
    }
    return findings;
  }

  static Finding port(String door, Door at) {
    String what = door + " port";
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(at.host()), at.port()));
      return Finding.good(what, at.host() + ":" + at.port() + " is free");
    } catch (IOException taken) {
      return Finding.bad(
          what,
          at.host() + ":" + at.port() + " cannot be listened on: " + taken.getMessage(),
          "Stop what has it (ss -ltnp shows it), or set " + door + ".port or " + door + ".host.");
    }
  }

  private List<Finding> disk() {
    Path dir = settings.dataDir();
    try {
      Files.createDirectories(dir);
      Path file = Files.createTempFile(dir, "doctor", ".tmp");
      try {
        List<Duration> times = syncTimes(file);
        boolean waited = settings.durability() instanceof Durability.Fsync;
        return List.of(
            HostFindings.disk(dir.toString(), Files.getFileStore(dir).getUsableSpace()),
            HostFindings.sync(times.get(SYNCS / 2), times.get(SYNCS - 1), waited));
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      return List.of(
          Finding.bad(
              "disk",
              dir + " cannot be written: " + failure,
              "Let the server's user write there, or set data.dir."));
    }
  }

  /** In ascending order. */
  private static List<Duration> syncTimes(Path file) throws IOException {
    List<Duration> times = new ArrayList<>(SYNCS);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long before = System.nanoTime();
        channel.write(ByteBuffer.allocate(SYNC_BYTES));
        channel.force(false);
        times.add(Duration.ofNanos(System.nanoTime() - before));
      }
    }
    Collections.sort(times);
    return times;
  }

  private static Optional<Finding> kernel() {
    try {
      return Optional.of(
          HostFindings.kernel(
              Files.readString(Path.of("/proc/sys/vm/overcommit_memory")).strip(),
              Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled")).strip()));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Bytes that can be had without swapping; only Linux tells. */
  private static OptionalLong available() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst();
    } catch (IOException none) {
      return OptionalLong.empty();
    }
  }
}

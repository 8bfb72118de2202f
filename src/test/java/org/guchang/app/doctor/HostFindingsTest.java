package org.guchang.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.guchang.app.doctor.Finding.Verdict;
import org.guchang.config.Settings.Door;
import org.junit.jupiter.api.Test;

/** Each thing that can be found, beside the one that is as it should be. */
final class HostFindingsTest {
  private static final long MB = 1 << 20;

  @Test
  void memory_isBadBelowHalfAGigabyte() {
    is(HostFindings.memory(400 * MB), Verdict.BAD, "400 MB", "larger machine");
    is(HostFindings.memory(800 * MB), Verdict.MIND, "800 MB", "larger machine");
    is(HostFindings.memory(4_000 * MB), Verdict.GOOD, "4000 MB", "");
  }

  @Test
  void smallHeap_isToBeKnown() {
    is(HostFindings.java(Runtime.version(), 128 * MB), Verdict.MIND, "128 MB", "-Xmx512m");
    is(HostFindings.java(Runtime.version(), 512 * MB), Verdict.GOOD, "Java 1", "");
  }

  @Test
  void fewOpenFiles_areTooFewForTheScreens() {
    is(HostFindings.files(1_024, 20_000), Verdict.BAD, "1024", "LimitNOFILE");
    is(HostFindings.files(20_000, 20_000), Verdict.MIND, "max-screens is 20000", "21024");
    is(HostFindings.files(65_536, 20_000), Verdict.GOOD, "65536", "");
  }

  @Test
  void slowDisk_mattersWhereACommitWaitsForIt() {
    Duration fast = Duration.ofMillis(2);
    Duration slow = Duration.ofMillis(40);
    Duration slower = Duration.ofMillis(400);
    is(HostFindings.sync(fast, slow, true), Verdict.GOOD, "2.0 ms", "");
    is(HostFindings.sync(slow, slower, true), Verdict.MIND, "40.0 ms", "everysec");
    is(HostFindings.sync(slower, slower, true), Verdict.BAD, "400.0 ms", "everysec");
    is(HostFindings.sync(slower, slower, false), Verdict.GOOD, "400.0 ms", "");
  }

  @Test
  void fullDisk_isBad() {
    is(HostFindings.disk("/data", 100 * MB), Verdict.BAD, "/data", "data.dir");
    is(HostFindings.disk("/data", 2_000 * MB), Verdict.MIND, "2000 MB", "data.dir");
    is(HostFindings.disk("/data", 20_000 * MB), Verdict.GOOD, "20000 MB", "");
  }

  @Test
  void clock_isBadInThePastAndUnknownWithoutATimeServer() {
    Instant past = Instant.parse("1970-01-02T00:00:00Z");
    Instant now = Instant.parse("2027-01-01T12:00:00Z");
    is(HostFindings.clock(past, true, 300), Verdict.BAD, "1970", "chrony");
    is(HostFindings.clock(now, false, 300), Verdict.MIND, "2027", "300 s");
    is(HostFindings.clock(now, true, 300), Verdict.GOOD, "2027", "");
  }

  @Test
  void clockOfRedis_isBadWhenItIsAnother() {
    is(HostFindings.otherClock(Duration.ofSeconds(-9)), Verdict.BAD, "behind", "time server");
    is(HostFindings.otherClock(Duration.ofMillis(30)), Verdict.GOOD, "30.0 ms", "");
  }

  @Test
  void kernel_isToBeKnownWhereRedisWarnsOfIt() {
    String always = "[always] madvise never";
    String madvise = "always [madvise] never";
    is(HostFindings.kernel("1", madvise), Verdict.GOOD, "madvise", "");
    is(HostFindings.kernel("0", madvise), Verdict.MIND, "is 0", "overcommit_memory=1");
    is(HostFindings.kernel("1", always), Verdict.MIND, "always", "transparent_hugepage");
  }

  @Test
  void redis_isBadWhenItsFileFailsOrItIsNearlyFull() {
    Map<String, String> fine = Map.of("redis_version", "7.0.15", "used_memory", "10");
    is(RedisFindings.file(fine), Verdict.GOOD, "7.0.15", "");
    is(
        RedisFindings.file(Map.of("aof_last_write_status", "err")),
        Verdict.BAD,
        "could not write",
        "disk");
    is(RedisFindings.memory(fine), Verdict.GOOD, "no limit", "");
    is(
        RedisFindings.memory(Map.of("used_memory", "90", "maxmemory", "100")),
        Verdict.BAD,
        "90",
        "maxmemory");
  }

  @Test
  void takenPort_isNamedWithItsSetting() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      is(
          HostLook.port("partner", new Door("127.0.0.1", port)),
          Verdict.BAD,
          "" + port,
          "partner.port");
    }
    is(HostLook.port("partner", new Door("127.0.0.1", 0)), Verdict.GOOD, "is free", "");
  }

  private static void is(Finding finding, Verdict verdict, String found, String change) {
    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
    assertThat(finding.found()).contains(found);
    if (change.isEmpty()) {
      assertThat(finding.change()).isEmpty();
    } else {
      assertThat(finding.change()).contains(change);
    }
  }
}

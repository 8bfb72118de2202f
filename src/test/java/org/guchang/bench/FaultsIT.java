package org.guchang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guchang.bench.stage.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults under load at random moments: whatever was answered 2xx is counted once, nothing else is,
 * and no screen showed a sum that went down or did not add up. The command itself compares, and
 * ends with 1 on any difference.
 */
@Timeout(240)
final class FaultsIT {
  @BeforeEach
  void listen() {
    Table.keep();
  }

  @AfterEach
  void leave() {
    Table.print();
  }

  private static void assertNothingLost(String... options) {
    int code = Bench.run(options);
    List<String> told = Table.kept();
    assertThat(code).as(String.join("\n", told)).isZero();
    assertThat(told).anyMatch(line -> line.contains(" counted, 0 lost, 0 doubled"));
    assertThat(told).noneMatch(line -> line.contains(" 0 orders and refunds"));
  }

  @Test
  void killedInTurn_serverRedisAndBoth_nothingIsLostOrDoubled() {
    assertNothingLost("faults", "--rounds=5", "--kind=server,redis,both");
  }

  @Test
  void redisThatStalls_refusesOrForgets_losesNothing() {
    assertNothingLost(
        "faults",
        "--rounds=8",
        "--durability=everysec",
        "--hold=600",
        "--kind=restarted,paused,slow,half-open,scripts,memory,disk,read-only");
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.replay.EveningTotals;
import org.guchang.replay.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed with -9 in the middle of a replay and started again: nothing is lost,
 * nothing doubled.
 */
class ServerKilledIT {

  @Test
  void killedTwiceDuringAReplay_theEveningEndsAsIfNothingHadHappened(@TempDir Path dir)
      throws Exception {
    EveningTotals expected = Scenario.load("wenshui").expected();
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      Process replay = server.replay("wenshui", "1500");
      for (int part = 1; part <= 2; part++) {
        awaitOrders(server, expected.orders() * part / 4);
        server.killAndStartAgain();
        server.awaitReady();
      }
      assertThat(ServerProcess.exitCode(replay)).as(server.log()).isZero();

      JsonNode totals = server.state("session/wenshui-0516").path("totals");
      assertThat(totals.path("gmvFen").asLong()).isEqualTo(expected.gmvFen());
      assertThat(totals.path("refundFen").asLong()).isEqualTo(expected.refundFen());
      assertThat(totals.path("placed").asLong()).isEqualTo(expected.placed());
      assertThat(totals.path("orders").asLong()).isEqualTo(expected.orders());
      assertThat(totals.path("buyers").asLong()).isEqualTo(expected.buyers());
      assertThat(totals.path("views").asLong()).isEqualTo(expected.views());
      assertThat(totals.path("likes").asLong()).isEqualTo(expected.likes());
      assertThat(totals.path("comments").asLong()).isEqualTo(expected.comments());
      assertThat(totals.path("giveaways").asLong()).isEqualTo(expected.giveaways());
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  private static void awaitOrders(ServerProcess server, long orders) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (server.state("session/wenshui-0516").at("/totals/orders").asLong() < orders) {
      assertThat(System.nanoTime())
          .as("the replay stands still: " + server.log())
          .isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.guchang.replay.EveningTotals;
import org.guchang.replay.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both evenings of the bundled campaign, through the real partner door of the built jar, seen
 * through the screen door: to the unit what the papers said.
 */
class EveningsIT {

  @Test
  void bothEveningsReplayed_showTheirExactTotals(@TempDir Path dir) throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      Process jiaocheng = server.replay("jiaocheng", "0");
      Process wenshui = server.replay("wenshui", "0");
      assertThat(ServerProcess.exitCode(jiaocheng)).as(server.log()).isZero();
      assertThat(ServerProcess.exitCode(wenshui)).as(server.log()).isZero();

      JsonNode first = server.state("session/jiaocheng-0516");
      assertThat(first.at("/totals/views").asLong()).isEqualTo(1_101_400);
      assertThat(first.at("/totals/placed").asLong()).isEqualTo(10_236);
      assertThat(first.at("/totals/orders").asLong()).isEqualTo(9_871);
      assertThat(first.at("/totals/gmvFen").asLong()).isEqualTo(35_276_400);
      assertThat(first.at("/totals/giveaways").asLong()).isEqualTo(10);
      assertShows(first, Scenario.load("jiaocheng").expected());

      JsonNode second = server.state("session/wenshui-0516");
      assertThat(second.at("/totals/views").asLong()).isEqualTo(163_200);
      assertThat(second.at("/minutes/2020-05-16T20:09/views").asLong()).isGreaterThan(30_000);
      assertShows(second, Scenario.load("wenshui").expected());

      assertAddsUp(first);
      assertAddsUp(second);
      JsonNode campaign = server.state("campaign/lvliang-2020");
      assertAddsUp(campaign);
      for (String figure :
          new String[] {"gmvFen", "refundFen", "placed", "orders", "views", "grams"}) {
        assertThat(campaign.at("/totals/" + figure).asLong())
            .as(figure)
            .isEqualTo(
                first.at("/totals/" + figure).asLong() + second.at("/totals/" + figure).asLong());
      }
      assertThat(server.state("county/lvliang-2020/交城县").at("/totals/gmvFen"))
          .isEqualTo(first.at("/totals/gmvFen"));

      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  private static void assertShows(JsonNode state, EveningTotals expected) {
    JsonNode totals = state.path("totals");
    assertThat(totals.path("gmvFen").asLong()).isEqualTo(expected.gmvFen());
    assertThat(totals.path("refundFen").asLong()).isEqualTo(expected.refundFen());
    assertThat(totals.path("refunds").asLong()).isEqualTo(expected.refunds());
    assertThat(totals.path("orders").asLong()).isEqualTo(expected.orders());
    assertThat(totals.path("placed").asLong()).isEqualTo(expected.placed());
    assertThat(totals.path("cancelled").asLong()).isEqualTo(expected.cancelled());
    assertThat(totals.path("units").asLong()).isEqualTo(expected.units());
    assertThat(totals.path("grams").asLong()).isEqualTo(expected.grams());
    assertThat(totals.path("buyers").asLong()).isEqualTo(expected.buyers());
    assertThat(totals.path("likes").asLong()).isEqualTo(expected.likes());
    assertThat(totals.path("comments").asLong()).isEqualTo(expected.comments());
    assertThat(totals.path("giveaways").asLong()).isEqualTo(expected.giveaways());
    assertThat(totals.path("unattributedFen").asLong()).isEqualTo(expected.unattributedFen());
  }

  /** To the fen, over platforms, products, minutes and sessions. */
  private static void assertAddsUp(JsonNode state) {
    for (String figure : new String[] {"gmvFen", "refundFen"}) {
      long total = state.at("/totals/" + figure).asLong();
      for (String part : new String[] {"platforms", "products", "minutes", "sessions"}) {
        long sum =
            StreamSupport.stream(state.path(part).spliterator(), false)
                .mapToLong(row -> row.path(figure).asLong())
                .sum();
        assertThat(sum).as(part + " " + figure).isEqualTo(total);
      }
    }
  }
}

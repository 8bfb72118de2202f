package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that was cut off tells hours later, after the evening is over, what happened in it. It
 * counts in the minute in which it happened, and what was newer stays newer.
 */
final class LateEventsIT {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  @TempDir private Path dir;

  @Test
  void toldHoursLate_itCountsWhereItHappened_andWhatWasNewerStays() throws Exception {
    OffsetDateTime ends =
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).minusHours(4);
    OffsetDateTime from = ends.minusHours(2);
    Path catalog = OneEvening.catalog(dir, from, ends);
    try (ServerProcess server =
        new ServerProcess(dir, "zone: UTC\ncatalog: {dir: " + catalog + "}").awaitReady()) {
      OffsetDateTime early = from.plusMinutes(10);
      OffsetDateTime late = from.plusMinutes(100);
      // what came in time
      assertThat(OneEvening.pay(server, "a", late, 1_000)).isEqualTo(200);
      assertThat(audience(server, "now", late, 500, 9_000)).isEqualTo(200);
      assertThat(OneEvening.tell(server, "end", ends, "session.ended", "{}")).isEqualTo(200);

      // what is told hours later, in the wrong order
      assertThat(OneEvening.refund(server, "b", early.plusMinutes(5), 200)).isEqualTo(200);
      assertThat(OneEvening.pay(server, "b", early, 2_000)).isEqualTo(200);
      assertThat(OneEvening.pay(server, "b", early, 2_000)).as("again").isEqualTo(200);
      assertThat(audience(server, "old", early, 77, 100)).isEqualTo(200);

      JsonNode state = server.state(OneEvening.BOARD);
      JsonNode totals = state.path("totals");
      assertThat(totals.path("orders").asLong()).isEqualTo(2);
      assertThat(totals.path("gmvFen").asLong()).isEqualTo(3_000);
      assertThat(totals.path("netFen").asLong()).isEqualTo(2_800);
      assertThat(totals.path("online").asLong()).as("the newest report stays").isEqualTo(500);
      assertThat(totals.path("views").asLong()).isEqualTo(9_000);
      assertThat(state.at("/board/status").asText()).isEqualTo("ended");
      assertThat(OffsetDateTime.parse(state.at("/platforms/douyin/lastEventAt").asText()))
          .as("the newest, not the last to come")
          .isAfterOrEqualTo(late);
      assertMinute(state, late, "gmvFen", 1_000);
      assertMinute(state, early, "gmvFen", 2_000);
      assertMinute(state, early.plusMinutes(5), "refundFen", 200);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  private static int audience(
      ServerProcess server, String id, OffsetDateTime time, long online, long views)
      throws Exception {
    return OneEvening.tell(
        server,
        id,
        time,
        "audience.snapshot",
        "{\"online\":" + online + ",\"views\":" + views + "}");
  }

  private static void assertMinute(JsonNode state, OffsetDateTime minute, String sum, long fen) {
    assertThat(state.path("minutes").path(MINUTE.format(minute)).path(sum).asLong())
        .as(sum + " of " + minute)
        .isEqualTo(fen);
  }
}

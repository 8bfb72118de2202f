package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An evening in a place whose clocks change in the middle of it: an order in every minute, and none
 * is lost or doubled where the hour comes twice, or not at all.
 */
final class DaylightSavingIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  private ServerProcess start(OffsetDateTime from, int minutes) throws Exception {
    Path catalog = OneEvening.catalog(dir, from, from.plusMinutes(minutes));
    return new ServerProcess(
            dir,
            "zone: Europe/Berlin\ncatalog: {dir: " + catalog + "}\nledger: {durability: everysec}")
        .awaitReady();
  }

  /** One in each minute, of as many fen as the minute's number. */
  private static long sell(ServerProcess server, OffsetDateTime from, int minutes)
      throws Exception {
    long sum = 0;
    for (int i = 0; i < minutes; i++) {
      long fen = 1_000L + i;
      assertThat(OneEvening.pay(server, "o" + i, from.plusMinutes(i).plusSeconds(17), fen))
          .isEqualTo(200);
      sum += fen;
    }
    assertThat(OneEvening.refund(server, "o1", from.plusMinutes(minutes - 1), 300)).isEqualTo(200);
    return sum;
  }

  private static void assertMinutesAddUp(JsonNode state, long sum, int orders) {
    long fen = 0;
    long counted = 0;
    long refunds = 0;
    for (JsonNode minute : state.path("minutes")) {
      fen += minute.path("gmvFen").asLong();
      counted += minute.path("orders").asLong();
      refunds += minute.path("refundFen").asLong();
    }
    assertThat(fen).isEqualTo(sum).isEqualTo(state.at("/totals/gmvFen").asLong());
    assertThat(counted).isEqualTo(orders).isEqualTo(state.at("/totals/orders").asLong());
    assertThat(refunds).isEqualTo(300).isEqualTo(state.at("/totals/refundFen").asLong());
  }

  @Test
  void theHourThatComesTwice_isShownOnceWithTheSumOfBoth() throws Exception {
    OffsetDateTime from = OffsetDateTime.parse("2020-10-25T01:30:00+02:00");
    try (ServerProcess server = start(from, 180)) {
      long sum = sell(server, from, 180);
      JsonNode state = server.state(OneEvening.BOARD);

      assertMinutesAddUp(state, sum, 180);
      JsonNode minutes = state.path("minutes");
      assertThat(minutes).as("from half past one to half past three").hasSize(120);
      assertMinute(minutes, "2020-10-25T01:59", 1, 1_029);
      assertMinute(minutes, "2020-10-25T02:00", 2, 1_030 + 1_090);
      assertMinute(minutes, "2020-10-25T02:59", 2, 1_089 + 1_149);
      assertMinute(minutes, "2020-10-25T03:00", 1, 1_150);

      // as it was: the two are told apart by their offset
      assertThat(past(server, "2020-10-25T02:10%2B02:00").at("/totals/orders").asLong())
          .isEqualTo(41);
      assertThat(past(server, "2020-10-25T02:10%2B01:00").at("/totals/orders").asLong())
          .isEqualTo(101);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  @Test
  void theHourThatIsLeftOut_takesNoOrderWithIt() throws Exception {
    OffsetDateTime from = OffsetDateTime.parse("2020-03-29T01:30:00+01:00");
    try (ServerProcess server = start(from, 60)) {
      long sum = sell(server, from, 60);
      JsonNode state = server.state(OneEvening.BOARD);

      assertMinutesAddUp(state, sum, 60);
      JsonNode minutes = state.path("minutes");
      assertThat(minutes).hasSize(60);
      assertMinute(minutes, "2020-03-29T01:59", 1, 1_029);
      assertThat(minutes.has("2020-03-29T02:00")).isFalse();
      assertMinute(minutes, "2020-03-29T03:00", 1, 1_030);
      assertThat(state.at("/board/endsAt").asText()).isEqualTo("2020-03-29T03:30:00+02:00");
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  private static void assertMinute(JsonNode minutes, String minute, long orders, long fen) {
    assertThat(minutes.path(minute).path("orders").asLong()).as(minute).isEqualTo(orders);
    assertThat(minutes.path(minute).path("gmvFen").asLong()).as(minute).isEqualTo(fen);
  }

  private static JsonNode past(ServerProcess server, String at) throws Exception {
    URI uri = server.screenDoor().resolve("/api/boards/" + OneEvening.BOARD + "?at=" + at);
    HttpResponse<String> answer =
        HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("state");
  }
}

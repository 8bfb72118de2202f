package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An evening is played, its frames are written down as they were pushed, and afterwards the board
 * is asked what it showed in each minute: to the fen the same, also after the server was killed.
 */
class TimeTravelIT {
  private static final String SECRET = ServerProcess.DEMO_SECRET;
  private static final String JIAOCHENG = "session/jiaocheng-0516";
  private static final String CAMPAIGN = "campaign/lvliang-2020";
  private static final String COUNTY = "county/lvliang-2020/交城县";
  private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2020-05-16T19:30:00+08:00");
  private static final int MINUTES = 24;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  @Test
  void everyMinuteOfAnEvening_isAskedForAndIsAsItWasPushed() throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      NativePartner partner = new NativePartner(server.partnerDoor(), "demo");
      Random chance = new Random(516);
      Map<Integer, JsonNode> pushed = new TreeMap<>();
      long orders = 0;
      try (FrameLog frames = new FrameLog(server.screenDoor(), JIAOCHENG)) {
        for (int minute = 0; minute < MINUTES; minute++) {
          for (int i = chance.nextInt(3); i >= 0; i--) {
            OffsetDateTime at = BEGIN.plusMinutes(minute).plusSeconds(chance.nextInt(60));
            orders++;
            if (orders % 3 == 0) {
              String refund = refund("o" + chance.nextInt((int) orders), "r" + orders, at);
              assertThat(partner.send(SECRET, "r" + orders, refund)).isEqualTo(200);
            }
            String order = order("jiaocheng-0516", "o" + orders, at, chance);
            assertThat(partner.send(SECRET, "m" + orders, order)).isEqualTo(200);
          }
          pushed.put(minute, frames.until("/totals/orders", orders));
        }
      }
      assertThat(partner.send(SECRET, "w1", order("wenshui-0516", "w1", at(MINUTES), chance)))
          .isEqualTo(200);

      for (int minute = 0; minute < MINUTES; minute++) {
        assertAsPushed(past(server, JIAOCHENG, at(minute)), pushed.get(minute), minute);
        assertSum(past(server, COUNTY, at(minute)), pushed.get(minute), minute);
        assertSum(past(server, CAMPAIGN, at(minute)), pushed.get(minute), minute);
      }
      JsonNode then = past(server, JIAOCHENG, at(7));
      server.killAndStartAgain();
      server.awaitReady();
      assertThat(past(server, JIAOCHENG, at(7)).path("state")).isEqualTo(then.path("state"));
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  @Test
  void aTimeThatIsNone_isRefusedInWordsThatSayWhatToChange() throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      assertRefused(server, "half past eight", "RFC 3339");
      assertRefused(server, "2020-05-16T25:00+08:00", "RFC 3339");
      assertRefused(server, "", "RFC 3339");
      assertRefused(server, "+999999999-12-31T23:59:59-18:00", "RFC 3339");
      assertRefused(server, "2020-05-16T19:29+08:00", "ask for 2020-05-16T19:30:00+08:00 or later");
      assertRefused(server, "2999-01-01T00:00Z", "is in the future");
      assertThat(get(server, "session/none", "2020-05-16T20:31Z").statusCode()).isEqualTo(404);
      // nothing was counted: the board was empty, in every minute since it began
      JsonNode empty = past(server, JIAOCHENG, at(5));
      assertThat(empty.at("/state/totals/gmvFen").asLong()).isZero();
      assertThat(empty.path("at").asText()).startsWith("2020-05-16T19:35:59");
      JsonNode none = JSON.readTree(moments(server).body());
      assertThat(none.has("from")).isFalse();

      NativePartner partner = new NativePartner(server.partnerDoor(), "demo");
      for (int minute = 3; minute < 9; minute += 5) {
        String paid = order("jiaocheng-0516", "o" + minute, at(minute), new Random(1));
        assertThat(partner.send(SECRET, "m" + minute, paid)).isEqualTo(200);
      }
      JsonNode range = JSON.readTree(moments(server).body());
      assertThat(range.path("from").asText()).isEqualTo("2020-05-16T19:33:00+08:00");
      assertThat(range.path("to").asText()).isEqualTo("2020-05-16T19:38:00+08:00");
      // a plus sign as people type it, another zone, the board's own, seconds: all one minute
      for (String text :
          List.of(
              "2020-05-16T19:34+08:00",
              "2020-05-16T19:34%2B08:00",
              "2020-05-16T11:34:17Z",
              "2020-05-16T19:34")) {
        HttpResponse<String> answer = send(server, JIAOCHENG + "?at=" + text);
        assertThat(answer.statusCode()).as(text + answer.body()).isEqualTo(200);
        JsonNode frame = JSON.readTree(answer.body());
        assertThat(frame.at("/state/totals/orders").asLong()).as(text).isEqualTo(1);
      }
    }
  }

  /** All of it, but what is not kept (comments) and what was decided later. */
  private static void assertAsPushed(JsonNode past, JsonNode pushed, int minute) {
    for (String part :
        List.of("totals", "platforms", "products", "sessions", "minutes", "towns", "ticker")) {
      assertThat(past.path("state").path(part))
          .as(part + " of minute " + minute)
          .isEqualTo(pushed.path(part));
    }
    assertThat(past.at("/state/board")).isEqualTo(pushed.path("board"));
  }

  /** A board of which this session is all there was by then. */
  private static void assertSum(JsonNode past, JsonNode pushed, int minute) {
    for (String figure : List.of("gmvFen", "refundFen", "netFen", "orders", "units", "grams")) {
      assertThat(past.at("/state/totals/" + figure))
          .as(figure + " of minute " + minute)
          .isEqualTo(pushed.at("/totals/" + figure));
    }
    assertThat(past.at("/state/products")).isEqualTo(pushed.path("products"));
  }

  private static void assertRefused(ServerProcess server, String at, String says) throws Exception {
    HttpResponse<String> answer = get(server, JIAOCHENG, at);
    assertThat(answer.statusCode()).as(at).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(answer.body()).path("detail").asText()).as(at).contains(says);
  }

  private static OffsetDateTime at(int minute) {
    return BEGIN.plusMinutes(minute);
  }

  private static JsonNode past(ServerProcess server, String board, OffsetDateTime at)
      throws Exception {
    HttpResponse<String> answer = get(server, board, at.toString());
    assertThat(answer.statusCode()).as(board + " " + at + " " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> get(ServerProcess server, String board, String at)
      throws Exception {
    return send(server, board + "?at=" + URLEncoder.encode(at, StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> send(ServerProcess server, String board) throws Exception {
    return fetch(server, "/api/boards/" + board.replace("交城县", "%E4%BA%A4%E5%9F%8E%E5%8E%BF"));
  }

  private static HttpResponse<String> moments(ServerProcess server) throws Exception {
    return fetch(server, "/api/moments/" + JIAOCHENG);
  }

  private static HttpResponse<String> fetch(ServerProcess server, String path) throws Exception {
    URI uri = URI.create(server.screenDoor() + path);
    return HTTP.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String order(String session, String order, OffsetDateTime at, Random chance) {
    ObjectNode event = event(session, "paid-" + order, "guchang.order.paid", at, chance);
    ObjectNode data = event.putObject("data");
    long fen = 1_000L + chance.nextInt(9_000);
    data.put("orderId", order).put("buyer", "b" + chance.nextInt(20)).put("amountFen", fen);
    data.putArray("lines")
        .addObject()
        .put("sku", "jc-00" + (1 + chance.nextInt(8)))
        .put("quantity", 1 + chance.nextInt(3))
        .put("amountFen", fen);
    return event.toString();
  }

  private static String refund(String order, String refund, OffsetDateTime at) {
    ObjectNode event =
        event("jiaocheng-0516", "back-" + refund, "guchang.order.refunded", at, new Random(0));
    event.putObject("data").put("orderId", order).put("refundId", refund).put("amountFen", 500);
    return event.toString();
  }

  private static ObjectNode event(
      String session, String id, String type, OffsetDateTime at, Random chance) {
    return JSON.createObjectNode()
        .put("specversion", "1.0")
        .put("id", id)
        .put("source", chance.nextInt(2) == 0 ? "douyin" : "kuaishou")
        .put("subject", session)
        .put(
            "time",
            at.toString().length() == 22 ? at.toString().replace("+", ":00+") : at.toString())
        .put("type", type);
  }
}

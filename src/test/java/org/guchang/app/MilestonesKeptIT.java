package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was reached stays reached, at the time it was: whatever is taken back, whoever looks, also
 * after the server was killed. Only a wiped rehearsal takes its milestones along.
 */
class MilestonesKeptIT {
  private static final String SECRET = ServerProcess.DEMO_SECRET;

  @TempDir private Path dir;
  private int sent;

  @Test
  void milestones_areDecidedOnce_andNothingUndoesThem() throws Exception {
    try (ServerProcess server = server()) {
      NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
      order(acme, "jc", "paid", "o1", "20:31:07", 10_000_000);
      for (String board : List.of("session/jc", "county/may/交城县", "campaign/may")) {
        Eventually.until("reached", () -> milestones(server, board).containsKey("第一单"));
      }
      stocked(acme, 0, "20:31:30");
      Map<String, String> expected =
          Map.of(
              "第一单", "2020-05-16T20:31:07+08:00",
              "破 1 万元", "2020-05-16T20:31:07+08:00",
              "破 10 万元", "2020-05-16T20:31:07+08:00",
              "达成目标 10 万元", "2020-05-16T20:31:07+08:00");
      Eventually.until("sold out", () -> milestones(server, "session/jc").containsKey("售罄 骏枣"));
      assertThat(milestones(server, "session/jc")).containsAllEntriesOf(expected);
      assertThat(milestones(server, "session/jc"))
          .containsEntry("售罄 骏枣", "2020-05-16T20:31:30+08:00");

      // the price was a mistake, and there is more in the store house
      order(acme, "jc", "changed", "o1", "20:40:00", 5_000);
      stocked(acme, 12, "20:41:00");
      order(acme, "jc", "paid", "o2", "19:40:00", 700);
      Eventually.until("changed", () -> total(server, "session/jc") == 5_700);
      Map<String, String> kept = milestones(server, "session/jc");
      assertThat(kept).containsAllEntriesOf(expected).containsKey("售罄 骏枣");

      server.killAndStartAgain();
      server.awaitReady();
      assertThat(milestones(server, "session/jc")).isEqualTo(kept);
      assertThat(milestones(server, "county/may/交城县")).containsEntry("第一单", kept.get("第一单"));
      assertThat(milestones(server, "campaign/may")).containsEntry("破 10 万元", kept.get("破 10 万元"));
    }
  }

  @Test
  void aWipedRehearsal_leavesNoMilestone() throws Exception {
    try (ServerProcess server = server()) {
      NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
      order(acme, "practice", "paid", "o1", "20:31:07", 10_000_000);
      Eventually.until("reached", () -> milestones(server, "campaign/may").containsKey("破 10 万元"));
      assertThat(NativePartner.post(server.opsDoor().resolve("/sessions/practice/wipe")))
          .startsWith("200");
      Eventually.until("gone", () -> milestones(server, "campaign/may").isEmpty());
      order(acme, "practice", "paid", "o1", "20:50:00", 900);
      Eventually.until(
          "begun anew",
          () ->
              milestones(server, "campaign/may")
                  .equals(Map.of("第一单", "2020-05-16T20:50:00+08:00")));
    }
  }

  private void order(
      NativePartner acme, String session, String what, String order, String time, long fen)
      throws Exception {
    send(
        acme,
        """
        {"specversion":"1.0","id":"e%5$d","source":"douyin","type":"guchang.order.%2$s",
         "subject":"%1$s","time":"2020-05-16T%4$s+08:00",
         "data":{"orderId":"%3$s","amountFen":%6$d,
                 "lines":[{"sku":"zao","quantity":1,"amountFen":%6$d}]}}
        """
            .formatted(session, what, order, time, ++sent, fen));
  }

  private void stocked(NativePartner acme, int remaining, String time) throws Exception {
    send(
        acme,
        """
        {"specversion":"1.0","id":"e%1$d","source":"douyin","type":"guchang.product.stocked",
         "subject":"jc","time":"2020-05-16T%2$s+08:00","data":{"sku":"zao","remaining":%3$d}}
        """
            .formatted(++sent, time, remaining));
  }

  private void send(NativePartner acme, String event) throws Exception {
    assertThat(acme.send(SECRET, "m" + sent, event)).isEqualTo(200);
  }

  private static long total(ServerProcess server, String board) {
    return state(server, board).at("/totals/gmvFen").asLong();
  }

  private static Map<String, String> milestones(ServerProcess server, String board) {
    Map<String, String> told = new TreeMap<>();
    for (JsonNode each : state(server, board).path("milestones")) {
      assertThat(told.put(each.path("text").asText(), each.path("at").asText())).isNull();
    }
    return told;
  }

  private static JsonNode state(ServerProcess server, String board) {
    try {
      return server.state(board);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private ServerProcess server() throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nzao,骏枣,交城县\n");
    Files.writeString(
        catalog.resolve("catalog.yaml"),
        """
        platforms: [{id: douyin, name: 抖音}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: jc, campaign: may, county: 交城县, title: t, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00",
             target: {gmvFen: 10000000}}
          - {id: practice, campaign: may, county: 交城县, title: t, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00",
             rehearsal: true}
        partners:
          - {id: acme, sessions: ["*"], platforms: ["*"], secrets: [%s]}
        """
            .formatted(SECRET));
    return new ServerProcess(dir, "catalog: {dir: " + catalog + "}\nledger: {durability: everysec}")
        .awaitReady();
  }
}

package org.guchang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A campaign of two counties, each of which has sold something that the other must not see. */
final class TwoCounties {
  static final String OWN = "county/may/交城县";
  static final String OTHER = "county/may/文水县";

  /** Every board there is. */
  static final List<String> BOARDS =
      List.of("campaign/may", OWN, OTHER, "session/jc", "session/ws");

  /** What gives the other county away: its name, its session's, its product's, its sum. */
  static final List<String> SECRETS = List.of("文水", "晚场好物", "贤美", "7771230", "777123", "777,123");

  private TwoCounties() {}

  static Path catalog(Path dir) throws IOException {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(
        catalog.resolve("products.csv"), "sku,name,county\njc-1,骏枣,交城县\nws-1,贤美牛肉,文水县\n");
    Files.writeString(
        catalog.resolve("catalog.yaml"),
        """
        platforms: [{id: douyin, name: 抖音}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        counties: [{name: 交城县, tile: [1, 1]}, {name: 文水县, tile: [2, 1]}]
        sessions:
          - {id: jc, campaign: may, county: 交城县, title: 骏枣专场, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00"}
          - {id: ws, campaign: may, county: 文水县, title: 晚场好物, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00"}
        partners:
          - {id: acme, sessions: ["*"], platforms: ["*"], secrets: [%s]}
        """
            .formatted(ServerProcess.DEMO_SECRET));
    return catalog;
  }

  /** Both have sold. */
  static void sell(ServerProcess server) throws IOException, InterruptedException {
    NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
    sell(acme, "jc", "jc-1", 5_550_550);
    sell(acme, "ws", "ws-1", 7_771_230);
  }

  private static void sell(NativePartner acme, String session, String sku, long fen)
      throws IOException, InterruptedException {
    sell(acme, "o-" + session, session, sku, fen);
  }

  /** One has sold once more. */
  static void sellMore(ServerProcess server, String session, String sku, long fen)
      throws IOException, InterruptedException {
    sell(new NativePartner(server.partnerDoor(), "acme"), "more-" + session, session, sku, fen);
  }

  private static void sell(NativePartner acme, String order, String session, String sku, long fen)
      throws IOException, InterruptedException {
    String event =
        """
        {"specversion":"1.0","id":"%4$s","source":"douyin","type":"guchang.order.paid",
         "subject":"%1$s","time":"2020-05-16T20:31:07+08:00",
         "data":{"orderId":"%4$s","amountFen":%3$d,
                 "lines":[{"sku":"%2$s","quantity":1,"amountFen":%3$d}]}}
        """
            .formatted(session, sku, fen, order);
    if (acme.send(ServerProcess.DEMO_SECRET, "d-" + order, event) != 200) {
      throw new AssertionError("an order of " + session + " was refused");
    }
  }
}

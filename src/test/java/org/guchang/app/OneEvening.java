package org.guchang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** A catalog of one session at any time, and what is told of it. */
final class OneEvening {
  static final String SESSION = "evening";
  static final String BOARD = "session/" + SESSION;

  private OneEvening() {}

  static Path catalog(Path dir, OffsetDateTime from, OffsetDateTime to) throws IOException {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\njc-1,骏枣,交城县\n");
    Files.writeString(
        catalog.resolve("catalog.yaml"),
        """
        platforms: [{id: douyin, name: 抖音}, {id: kuaishou, name: 快手}]
        campaigns: [{id: c, title: 嗨购, startsOn: %1$s, endsOn: %2$s}]
        sessions:
          - {id: %3$s, campaign: c, county: 交城县, title: 骏枣专场, platforms: [douyin, kuaishou],
             startsAt: "%4$s", endsAt: "%5$s"}
        partners:
          - {id: demo, sessions: ["*"], platforms: ["*"], secrets: [%6$s]}
        """
            .formatted(
                from.toLocalDate(),
                to.toLocalDate(),
                SESSION,
                from,
                to,
                ServerProcess.DEMO_SECRET));
    return catalog;
  }

  /** Posts an event under its own id; the status of the answer. */
  static int tell(ServerProcess server, String id, OffsetDateTime time, String type, String data)
      throws IOException, InterruptedException {
    String event =
        """
        {"specversion":"1.0","id":"%s","source":"douyin","type":"guchang.%s","subject":"%s","time":"%s",
         "data":%s}"""
            .formatted(
                id, type, SESSION, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time), data);
    return new NativePartner(server.partnerDoor(), "demo")
        .send(ServerProcess.DEMO_SECRET, id, event);
  }

  static int pay(ServerProcess server, String order, OffsetDateTime time, long fen)
      throws IOException, InterruptedException {
    return tell(
        server,
        "paid-" + order,
        time,
        "order.paid",
        """
        {"orderId":"%1$s","amountFen":%2$d,"lines":[{"sku":"jc-1","quantity":1,"amountFen":%2$d}]}"""
            .formatted(order, fen));
  }

  static int refund(ServerProcess server, String order, OffsetDateTime time, long fen)
      throws IOException, InterruptedException {
    return tell(
        server,
        "refund-" + order,
        time,
        "order.refunded",
        """
        {"orderId":"%1$s","refundId":"r-%1$s","amountFen":%2$d}"""
            .formatted(order, fen));
  }
}

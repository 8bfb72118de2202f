package org.guchang.screen;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** States of a board, as the screen door sends them. */
final class Evening {

  private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);

  private Evening() {}

  /** 交城 after nearly two hours, on now. */
  static JsonObject live() {
    OffsetDateTime now = OffsetDateTime.now(SHANGHAI).truncatedTo(ChronoUnit.SECONDS);
    OffsetDateTime start = now.minus(Duration.ofMinutes(112));
    return new JsonObject()
        .put(
            "board",
            new JsonObject()
                .put("id", "session/jiaocheng-0516")
                .put("kind", "session")
                .put("title", "交城县长直播间")
                .put("subtitle", "直播助农 嗨购吕梁")
                .put("county", "交城县")
                .put("startsAt", start.toString())
                .put("endsAt", start.plusMinutes(150).toString())
                .put("status", "live")
                .put("zone", "Asia/Shanghai")
                .put("target", new JsonObject().put("gmvFen", 50_000_000L))
                .put("lastEventAt", now.toString()))
        .put("totals", totals())
        .put(
            "platforms",
            new JsonObject()
                .put("douyin", platform("抖音", 20_000_000L, now))
                .put("kuaishou", platform("快手", 15_276_400L, now)))
        .put(
            "products",
            new JsonObject()
                .put("zao", product("交城骏枣", 20_000_000L))
                .put("shaji", product("沙棘汁", 10_000_000L).put("remaining", 38))
                .put("jiu", product("蜂蜜玫瑰酒", 5_276_400L).put("remaining", 0)))
        .put("ticker", new JsonArray())
        .put("comments", new JsonArray())
        .put("milestones", new JsonArray().add(milestone("第一单", start)));
  }

  static JsonObject totals() {
    return new JsonObject()
        .put("gmvFen", 35_276_400L)
        .put("refundFen", 364_350L)
        .put("netFen", 34_912_050L)
        .put("placed", 10_236)
        .put("orders", 9_871)
        .put("views", 1_101_400)
        .put("grams", 21_437_000L)
        .put("buyers", 8_204)
        .put("online", 90_753)
        .put("peakOnline", 113_402)
        .put("households", 1_284);
  }

  static JsonObject platform(String name, long gmvFen, OffsetDateTime receivedAt) {
    return new JsonObject()
        .put("name", name)
        .put("gmvFen", gmvFen)
        .put("orders", 100)
        .put("online", 500)
        .put("receivedAt", receivedAt.toString());
  }

  static JsonObject product(String name, long gmvFen) {
    return new JsonObject()
        .put("name", name)
        .put("town", "天宁镇")
        .put("enterprise", "林海枣业")
        .put("gmvFen", gmvFen)
        .put("orders", 10)
        .put("units", 12);
  }

  static JsonObject milestone(String text, OffsetDateTime at) {
    return new JsonObject().put("at", at.toString()).put("text", text).put("kind", "orders");
  }

  /** A change of totals alone. */
  static JsonObject paid(long gmvFen) {
    return new JsonObject().put("totals", new JsonObject().put("gmvFen", gmvFen));
  }
}

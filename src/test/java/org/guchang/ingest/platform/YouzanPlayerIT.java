package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 有赞, in both generations of its signatures, from the heartbeat to the total on the board. */
final class YouzanPlayerIT {
  private static final String ID = "a1b2c3d4";
  private static final String SECRET = "youzan-secret";
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  @TempDir Path dir;

  @Tag("plays:youzan")
  @Test
  void evening_isOnTheBoardToTheFen() throws Exception {
    try (PlatformServer server =
        new PlatformServer(
            dir, "youzan", "youzan", Map.of("clientId", ID, "clientSecret", SECRET))) {
      OffsetDateTime now = server.now;
      String order = order("E1", now.minusSeconds(60), now.minusSeconds(30));
      success(server.post("{\"test\":true,\"client_id\":\"%s\"}".formatted(ID)));
      success(old(server, "trade_TradeCreate", "E1", 1, order));
      success(old(server, "trade_TradeBuyerPay", "E1", 2, order));
      success(old(server, "trade_TradePaid", "E1", 3, order));
      success(old(server, "trade_TradePaid", "E1", 3, order));
      success(recent(server, "trade_TradePaid", "E1", 3, order));
      success(old(server, "trade_TradePartlySellerShip", "E1", 4, "{\"tid\":\"E1\"}"));
      server.awaitTotals(
          "gmvFen", 2800, "orders", 1, "placed", 1, "units", 2, "grams", 2000, "buyers", 1);

      String refund =
          "{\"tid\":\"E1\",\"refund_id\":\"W1\",\"refunded_fee\":\"9.90\",\"update_time\":\"%s\"}"
              .formatted(now.format(LOCAL));
      success(recent(server, "trade_refund_RefundSuccess", "E1", 5, refund));
      success(recent(server, "trade_refund_RefundSuccess", "E1", 6, refund));
      success(
          recent(
              server,
              "trade_TradeClose",
              "E1",
              7,
              "{\"tid\":\"E1\",\"update_time\":\"%s\"}".formatted(now.format(LOCAL))));
      server.awaitTotals("gmvFen", 2800, "refundFen", 990, "orders", 1, "cancelled", 1);

      String forged = body("trade_TradePaid", "E2", 1, order, "0".repeat(32));
      assertThat(server.post(forged).statusCode()).isEqualTo(401);
      assertThat(server.post(forged, "Event-Sign", "0".repeat(32)).statusCode()).isEqualTo(401);

      success(recent(server, "trade_Unheard", "E1", 8, order));
      assertThat(server.quarantined()).hasSize(1);
      server.awaitTotals("gmvFen", 2800, "refundFen", 990, "orders", 1);
      server.assertNobodyIsKept();
    }
  }

  private static String order(String tid, OffsetDateTime created, OffsetDateTime paid) {
    return """
        {"full_order_info":{"order_info":{"tid":"%s","created":"%s","pay_time":"%s"},\
        "orders":[{"oid":"1","title":"骏枣","num":2,"payment":"24.80","outer_sku_id":"jc-001"}],\
        "pay_info":{"post_fee":"3.20"},"buyer_info":{"buyer_id":4711,"buyer_phone":"13812345678"},\
        "address_info":{"receiver_name":"张三丰","receiver_tel":"13812345678","delivery_address":"幸福路一号"}}}"""
        .formatted(tid, created.format(LOCAL), paid.format(LOCAL));
  }

  private static String body(String type, String id, int version, String msg, String sign) {
    return "{\"type\":\"%s\",\"id\":\"%s\",\"version\":%d,\"test\":false,\"client_id\":\"%s\",\"sign\":\"%s\",\"msg\":\"%s\"}"
        .formatted(type, id, version, ID, sign, URLEncoder.encode(msg, StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> old(
      PlatformServer server, String type, String id, int version, String msg) throws Exception {
    String encoded = URLEncoder.encode(msg, StandardCharsets.UTF_8);
    String sign = Sums.hex(Sums.digest("MD5", ID + encoded + SECRET));
    return server.post(body(type, id, version, msg, sign));
  }

  private static HttpResponse<String> recent(
      PlatformServer server, String type, String id, int version, String msg) throws Exception {
    String body = body(type, id, version, msg, "");
    return server.post(
        body, "Event-Sign", Sums.hex(Sums.digest("MD5", ID + body + SECRET)), "Event-Type", type);
  }

  private static void success(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"code\":0,\"msg\":\"success\"}");
  }
}

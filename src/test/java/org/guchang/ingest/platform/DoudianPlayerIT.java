package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 抖店, from the saving of the address to the total on the board. */
final class DoudianPlayerIT {
  private static final String KEY = "7000000000000000001";
  private static final String SECRET = "00000000-1111-2222-3333-444444444444";
  private static final String SUCCESS = "{\"code\":0,\"msg\":\"success\"}";

  @TempDir Path dir;

  @Tag("plays:doudian")
  @Test
  void evening_isOnTheBoardToTheFen() throws Exception {
    try (PlatformServer server =
        new PlatformServer(dir, "douyin", "doudian", Map.of("appKey", KEY, "appSecret", SECRET))) {
      long now = server.now.toEpochSecond();
      ok(server, "[{\"tag\":\"0\",\"msg_id\":\"0\",\"data\":\"\"}]");
      lifeOfOneOrder(server, now);
      server.awaitTotals("gmvFen", 1500, "refundFen", 500, "placed", 1, "orders", 1);

      ok(
          server,
          many(
              message("100", "b1", "{\"p_id\":2,\"s_ids\":[2],\"create_time\":%d}".formatted(now)),
              message(
                  "101", "b2", "{\"p_id\":2,\"pay_time\":%d,\"pay_amount\":2000}".formatted(now))));
      ok(server, many(message("106", "b3", "{\"p_id\":2,\"cancel_time\":%d}".formatted(now))));
      ok(server, many(refund("206", "b4", 2, "R2", 2000, now)));
      server.awaitTotals("gmvFen", 3500, "refundFen", 2500, "orders", 2, "cancelled", 1);

      String paid =
          many(message("101", "f", "{\"p_id\":3,\"pay_time\":%d,\"pay_amount\":9}".formatted(now)));
      assertThat(server.post(paid, "event-sign", "0".repeat(64)).statusCode()).isEqualTo(401);
      assertThat(server.post(paid).statusCode()).isEqualTo(401);
      assertThat(server.quarantined()).isEmpty();

      String stranger =
          "{\"p_id\":1,\"receiver_msg\":{\"name\":\"张三丰\",\"tel\":\"13812345678\",\"addr\":\"幸福路一号\"}}";
      ok(server, many(message("102", "s1", stranger)));
      ok(server, many(message("999", "s2", stranger)));
      assertThat(server.quarantined()).hasSize(1);
      server.awaitTotals("gmvFen", 3500, "refundFen", 2500, "placed", 2, "orders", 2);
      server.assertNobodyIsKept();
    }
  }

  /** Created, made cheaper, paid, said twice over, shipped in part, refunded in part. */
  private static void lifeOfOneOrder(PlatformServer server, long now) throws Exception {
    String paid =
        message(
            "101",
            "a3",
            "{\"p_id\":4837328765348566675,\"s_ids\":[1,2],\"pay_time\":%d,\"pay_amount\":1500}"
                .formatted(now - 20));
    ok(
        server,
        many(
            message(
                "100",
                "a1",
                "{\"p_id\":4837328765348566675,\"s_ids\":[1,2],\"create_time\":%d}"
                    .formatted(now - 60))));
    ok(
        server,
        many(
            message(
                "109",
                "a2",
                "{\"p_id\":4837328765348566675,\"modify_time\":%d,\"total_amount\":1500}"
                    .formatted(now - 40))));
    ok(server, many(paid));
    ok(server, many(paid));
    ok(
        server,
        many(
            message(
                "110",
                "a4",
                "{\"p_id\":4837328765348566675,\"update_time\":%d}".formatted(now - 19)),
            message("108", "a5", "{\"p_id\":4837328765348566675,\"order_status\":101}")));
    ok(server, many(refund("206", "a6", 4837328765348566675L, "R1", 500, now)));
    ok(server, many(refund("206", "a7", 4837328765348566675L, "R1", 500, now)));
    ok(server, many(refund("225", "a8", 4837328765348566675L, "R1", 500, now)));
  }

  private static String refund(String tag, String id, long order, String refund, int fen, long at) {
    return message(
        tag,
        id,
        "{\"p_id\":%d,\"s_id\":1,\"aftersale_id\":\"%s\",\"refund_amount\":%d,\"success_time\":%d}"
            .formatted(order, refund, fen, at));
  }

  private static String message(String tag, String id, String data) {
    return "{\"tag\":\"%s\",\"msg_id\":\"%s\",\"data\":%s}".formatted(tag, id, Sums.quoted(data));
  }

  private static String many(String... messages) {
    return "[" + String.join(",", messages) + "]";
  }

  private static void ok(PlatformServer server, String body) throws Exception {
    HttpResponse<String> answer =
        server.post(
            body, "app-id", KEY, "event-sign", Sums.hex(Sums.digest("MD5", KEY + body + SECRET)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(SUCCESS);
  }
}

package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 抖音开放平台 with its local services, from the challenge to the total on the board. */
final class DouyinOpenPlayerIT {
  private static final String SECRET = "client-secret";

  @TempDir Path dir;

  @Tag("plays:douyin-open")
  @Test
  void evening_isOnTheBoardToTheFen() throws Exception {
    try (PlatformServer server =
        new PlatformServer(dir, "douyin", "douyin-open", Map.of("clientSecret", SECRET))) {
      long now = server.now.toEpochSecond();
      String challenge =
          "{\"event\":\"verify_webhook\",\"client_key\":\"\",\"content\":{\"challenge\":12345}}";
      assertThat(post(server, challenge).body()).isEqualTo("{\"challenge\":12345}");

      String paid = order("8", 1990, now);
      ok(server, paid);
      ok(server, paid);
      ok(server, order("9", 10, now));
      ok(server, event("life_trade_certificate_notify", "{\"action\":\"verify\"}"));
      server.awaitTotals("gmvFen", 2000, "orders", 2, "placed", 2);

      assertThat(server.post(paid, "X-Douyin-Signature", "0".repeat(40)).statusCode())
          .isEqualTo(401);
      assertThat(server.quarantined()).isEmpty();
      ok(server, event("unheard", "{\"nickname\":\"张三丰\",\"phone\":\"13812345678\"}"));
      ok(server, event("life_trade_certificate_notify", "{\"action\":\"refund_success\"}"));
      assertThat(server.quarantined()).hasSize(2);
      server.awaitTotals("gmvFen", 2000, "refundFen", 0, "orders", 2);
      server.assertNobodyIsKept();
    }
  }

  private static String order(String id, int fen, long at) {
    return event(
        "life_trade_order_notify",
        "{\"action\":\"pay_success\",\"msg_time\":%d,\"order\":{\"order_id\":\"%s\",\"pay_amount\":%d,\"create_time\":%d,\"pay_time\":%d}}"
            .formatted(at, id, fen, at - 30, at));
  }

  private static String event(String event, String content) {
    return "{\"event\":\"%s\",\"client_key\":\"k\",\"from_user_id\":\"u\",\"content\":%s,\"log_id\":\"l\"}"
        .formatted(event, Sums.quoted(content));
  }

  private static HttpResponse<String> post(PlatformServer server, String body) throws Exception {
    return server.post(
        body, "Msg-Id", "m", "X-Douyin-Signature", Sums.hex(Sums.digest("SHA-1", SECRET + body)));
  }

  private static void ok(PlatformServer server, String body) throws Exception {
    HttpResponse<String> answer = post(server, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}

package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal is wiped while something of it waits in quarantine. */
final class WipedRehearsalIT {
  private static final String KEY = "7000000000000000001";
  private static final String SECRET = "00000000-1111-2222-3333-444444444444";

  @TempDir Path dir;

  @Test
  void whatWaitedBefore_doesNotComeIntoTheNextRehearsal() throws Exception {
    try (PlatformServer server =
        PlatformServer.rehearsing(
            dir, "douyin", "doudian", Map.of("appKey", KEY, "appSecret", SECRET))) {
      long now = server.now.toEpochSecond();
      push(server, "206", "old", refund("R1", now));
      assertThat(server.quarantined()).hasSize(1);

      assertThat(server.operate("sessions/sale/wipe")).contains("\"session\":\"sale\"");
      push(server, "101", "p", "\"pay_time\":%d,\"pay_amount\":1000".formatted(now));
      server.awaitTotals("gmvFen", 1000, "orders", 1);
      assertThat(server.operate("quarantine/repost")).contains("\"stayed\":1");

      JsonNode kept = server.quarantined().get(0);
      assertThat(kept.toString()).contains("session sale was wiped after this came: dismiss it");
      push(server, "206", "new", refund("R2", now));
      server.awaitTotals("gmvFen", 1000, "refundFen", 300);
      assertThat(server.state().path("totals").path("refunds").asInt()).isEqualTo(1);
      assertThat(server.quarantined()).hasSize(1);
    }
  }

  private static String refund(String id, long at) {
    return "\"aftersale_id\":\"%s\",\"refund_amount\":300,\"success_time\":%d".formatted(id, at);
  }

  private static void push(PlatformServer server, String tag, String id, String data)
      throws Exception {
    String body =
        "[{\"tag\":\"%s\",\"msg_id\":\"%s\",\"data\":%s}]"
            .formatted(tag, id, Sums.quoted("{\"p_id\":7,%s}".formatted(data)));
    HttpResponse<String> answer =
        server.post(
            body, "app-id", KEY, "event-sign", Sums.hex(Sums.digest("MD5", KEY + body + SECRET)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}

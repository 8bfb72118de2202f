package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live room on 抖音: what its viewers do is on the board of the session that has the room. */
final class DouyinLivePlayerIT {
  private static final String SECRET = "123abc";

  @TempDir Path dir;

  @Tag("plays:douyin-live")
  @Test
  void room_isOnTheBoard() throws Exception {
    try (PlatformServer server =
        new PlatformServer(dir, "douyin", "douyin-live", Map.of("secret", SECRET))) {
      long now = server.now.toInstant().toEpochMilli();
      String comments =
          "["
              + item(1, now, "\"content\":\"太划算了\"")
              + ","
              + item(2, now, "\"content\":\"很给力\"")
              + "]";
      ok(server, "live_comment", comments);
      ok(server, "live_comment", comments);
      ok(server, "live_like", "[" + item(3, now, "\"like_num\":7") + "]");
      ok(server, "live_like", "[" + item(3, now, "\"like_num\":7") + "]");
      ok(server, "live_fansclub", "[" + item(4, now, "\"fansclub_reason_type\":2") + "]");
      ok(server, "live_fansclub", "[" + item(5, now, "\"fansclub_reason_type\":1") + "]");
      ok(server, "live_gift", "[" + item(6, now, "\"gift_num\":1,\"gift_value\":10") + "]");
      server.awaitTotals("comments", 2, "likes", 7, "follows", 1, "giveaways", 0, "gmvFen", 0);
      assertThat(server.state().path("comments").toString()).contains("太划算了").contains("张**");

      assertThat(server.post(comments).statusCode()).isEqualTo(401);
      assertThat(server.quarantined()).isEmpty();
      ok(server, "live_unheard", "[" + item(7, now, "\"phone\":\"13812345678\"") + "]");
      assertThat(post(server, "live_like", "1", "[" + item(8, now, "\"like_num\":7") + "]"))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
      assertThat(server.quarantined()).hasSize(2);
      server.awaitTotals("likes", 7);
      server.assertNobodyIsKept();
    }
  }

  private static String item(int id, long at, String more) {
    return "{\"msg_id\":\"%d\",\"sec_openid\":\"o-%d\",\"nickname\":\"张三丰\",\"avatar_url\":\"http://a\",\"timestamp\":%d,%s}"
        .formatted(id, id, at, more);
  }

  private static HttpResponse<String> post(
      PlatformServer server, String type, String room, String body) throws Exception {
    String head =
        "x-msg-type=" + type + "&x-nonce-str=123456&x-roomid=" + room + "&x-timestamp=456789";
    return server.post(
        body,
        "x-msg-type",
        type,
        "x-nonce-str",
        "123456",
        "x-roomid",
        room,
        "x-timestamp",
        "456789",
        "x-signature",
        Sums.base64(Sums.digest("MD5", head + body + SECRET)));
  }

  private static void ok(PlatformServer server, String type, String body) throws Exception {
    HttpResponse<String> answer = post(server, type, PlatformServer.ROOM, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}

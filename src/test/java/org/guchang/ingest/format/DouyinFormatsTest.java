package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Event.Counter;
import org.guchang.event.Line;
import org.junit.jupiter.api.Test;

/** The open platform and the live room; Doudian has a test of its own. */
final class DouyinFormatsTest {
  private static final String CHALLENGE =
      "{\"event\":\"verify_webhook\",\"client_key\":\"abc\",\"content\":{\"challenge\":12345}}";

  private final Hooked open = new Hooked(DouyinOpenFormat::new, Map.of("clientSecret", "secret"));
  private final Hooked live = new Hooked(DouyinLiveFormat::new, Map.of("secret", "123abc"));

  private ParsedDelivery open(String body) throws Exception {
    return open.delivered(
        body, "X-Douyin-Signature", Hooked.hex(Seal.sha1().over(Seal.utf8("secret" + body))));
  }

  private ParsedDelivery live(String type, String body) throws Exception {
    String head = "x-msg-type=" + type + "&x-nonce-str=n&x-roomid=268&x-timestamp=1";
    return live.delivered(
        body,
        "x-msg-type",
        type,
        "x-nonce-str",
        "n",
        "x-roomid",
        "268",
        "x-timestamp",
        "1",
        "x-signature",
        Hooked.base64(Seal.md5().over(Seal.utf8(head + body + "123abc"))));
  }

  @Test
  void challenge_isEchoed_signedOrNot_asObjectOrText() throws Exception {
    String sign = "277df63c0efb431eccf64a233b0eee5ea94b6c4a";
    String asText =
        "{\"event\":\"verify_webhook\",\"client_key\":\"\",\"content\":\"{ \\\"challenge\\\": 12345 }\"}";

    for (Push push :
        List.of(
            open.push(CHALLENGE, "X-Douyin-Signature", sign),
            open.push(CHALLENGE),
            open.push(asText))) {
      assertThat(((Push.Handshake) push).reply().body())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("{\"challenge\":12345}");
    }
  }

  @Test
  void openOrder_isRead() throws Exception {
    String content =
        "{\"action\":\"pay_success\",\"msg_time\":1589632268,\"order\":{\"order_id\":\"9\",\"pay_amount\":1990,\"create_time\":1589632200,\"pay_time\":1589632267}}";
    String body =
        "{\"event\":\"life_trade_order_notify\",\"client_key\":\"k\",\"from_user_id\":\"u\",\"content\":%s}";

    ParsedDelivery parsed = open(body.formatted(content));
    assertThat(Hooked.events(parsed))
        .isEqualTo(Hooked.events(open(body.formatted("\"" + content.replace("\"", "\\\"") + "\""))))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OrderPaid.class,
            paid -> assertThat(paid.lines()).containsExactly(Line.untold(1990)));
    assertThat(Hooked.events(open.reread(parsed.message(0)))).isEqualTo(Hooked.events(parsed));
    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> open.push(body.formatted(content)));
  }

  @Test
  void refundWithoutAmount_andUnknownEvents_areKept() throws Exception {
    assertThat(
            Hooked.pointers(
                open(
                    "{\"event\":\"life_trade_certificate_notify\",\"content\":{\"action\":\"refund_success\",\"certificate\":{\"order_id\":\"9\"}}}")))
        .containsExactly("/content/action");
    assertThat(Hooked.pointers(open("{\"event\":\"unheard\"}"))).containsExactly("/event");
    assertThat(open("{\"event\":\"im_receive_msg\",\"content\":\"{}\"}").ignored())
        .containsExactly("message");
  }

  /** The printed example of the official page. */
  @Test
  void liveSignature_isAsPublished() {
    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(
            () ->
                live.push(
                    "abc123你好",
                    "x-nonce-str",
                    "123456",
                    "x-timestamp",
                    "456789",
                    "x-roomid",
                    "268",
                    "x-msg-type",
                    "user_group",
                    "x-signature",
                    "GAkalGmhzqlUGQO/TgvMug=="));
    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(
            () ->
                live.push(
                    "abc123你好",
                    "x-nonce-str",
                    "123456",
                    "x-timestamp",
                    "456789",
                    "x-roomid",
                    "269",
                    "x-msg-type",
                    "user_group",
                    "x-signature",
                    "GAkalGmhzqlUGQO/TgvMug=="));
  }

  @Test
  void comments_areMaskedAndPlacedByRoom() throws Exception {
    ParsedDelivery parsed =
        live(
            "live_comment",
            "[{\"msg_id\":\"1\",\"sec_openid\":\"o\",\"content\":\"太划算了\",\"nickname\":\"张三丰\",\"timestamp\":1589632267000},"
                + "{\"msg_id\":\"2\",\"content\":\"\",\"timestamp\":1589632267}]");

    assertThat(Hooked.events(parsed))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.CommentPosted.class,
            comment -> {
              assertThat(comment.nickname()).isEqualTo("张**");
              assertThat(comment.text()).isEqualTo("太划算了");
            });
    assertThat(parsed.ignored()).containsExactly("comment");
    assertThat(parsed.unplaced().get(0).clue())
        .isEqualTo(Clue.ofRoom("douyin", "268", 1589632267_000L));
    assertThat(Hooked.events(live.reread(parsed.message(0)))).isEqualTo(Hooked.events(parsed));
  }

  @Test
  void likesAndJoins_count_giftsAndLevelsDoNot() throws Exception {
    String item =
        "[{\"msg_id\":\"1\",\"sec_openid\":\"o\",\"like_num\":\"3\",\"fansclub_reason_type\":%d,\"timestamp\":1589632267,\"nickname\":\"x\"}]";
    ParsedDelivery liked = live("live_like", item.formatted(2));
    long who = Hooked.PERSONS.of("douyin", "o");

    assertThat(Hooked.events(liked))
        .singleElement()
        .isEqualTo(
            new Event.AudienceCounted(
                ((Event.AudienceCounted) Hooked.events(liked).get(0)).origin(),
                Counter.LIKED,
                3,
                who,
                null));
    assertThat(Hooked.events(live("live_fansclub", item.formatted(2))))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.AudienceCounted.class,
            joined -> assertThat(joined.what()).isEqualTo(Counter.FOLLOWED));
    assertThat(live("live_fansclub", item.formatted(16)).ignored()).containsExactly("fansclub");
    assertThat(live("live_gift", item.formatted(2)).ignored()).containsExactly("gift");
    assertThat(Hooked.pointers(live("live_unheard", item.formatted(2))))
        .containsExactly("/msg_type");
    String kept = "[" + new String(liked.message(0), StandardCharsets.UTF_8) + "]";
    assertThat(
            Hooked.events(
                live.reread(
                    kept.replace("\"o\"", "\"" + Hooked.PERSONS.token("douyin", "o") + "\""))))
        .isEqualTo(Hooked.events(liked));
  }
}

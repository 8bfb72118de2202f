package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoudianFormatTest {
  private static final String KEY = "7000000000000000001";
  private static final String SECRET = "00000000-1111-2222-3333-444444444444";
  private static final String ORDER = "4837328765348566675";

  /** Key, secret and body are invented; md5 and hmac were computed apart from this code. */
  private static final String PAID =
      "[{\"tag\":\"101\",\"msg_id\":\"m-101-1\",\"data\":\"{\\\"p_id\\\":4837328765348566675,\\\"s_ids\\\":[4837328765348566675],\\\"shop_id\\\":77977,\\\"order_status\\\":2,\\\"order_type\\\":0,\\\"pay_type\\\":1,\\\"pay_time\\\":1630373504,\\\"pay_amount\\\":1990,\\\"biz\\\":2}\"}]";

  private static final String MD5 = "4f2d3044034cc17f0f71b3bbdb7ac4dd";
  private static final String HMAC =
      "745a9031443d50f1aaf4dc0542dfe59ac26a3fbf5a2b4944db89e33f946d86f8";

  private final Hooked doudian = hooked(Map.of("appKey", KEY, "appSecret", SECRET));

  private static Hooked hooked(Map<String, String> keys) {
    return new Hooked(DoudianFormat::new, keys);
  }

  private ParsedDelivery signed(String body) throws Exception {
    byte[] seal = Seal.hmacSha256(SECRET).over(Seal.utf8(KEY + body + SECRET));
    return doudian.delivered(body, "event-sign", Hooked.hex(seal), "app-id", KEY);
  }

  private ParsedDelivery message(String tag, String data) throws Exception {
    return signed("[{\"tag\":" + tag + ",\"msg_id\":\"m\",\"data\":" + data + "}]");
  }

  @Test
  void paidOrder_isReadByEitherSignature() throws Exception {
    Event paid =
        new Event.OrderPaid(
            new Origin(Hooked.SESSION, "douyin", "101:m-101-1", 1630373504_000L),
            ORDER,
            0,
            1990,
            List.of(Line.untold(1990)));

    for (String sign : List.of(MD5, HMAC, MD5.toUpperCase(java.util.Locale.ROOT))) {
      ParsedDelivery parsed = doudian.delivered(PAID, "Event-Sign", sign);

      assertThat(Hooked.events(parsed)).containsExactly(paid);
      assertThat(parsed.unplaced().get(0).clue())
          .isEqualTo(Clue.ofNewOrder("douyin", ORDER, Clue.UNKNOWN, 1630373504_000L));
    }
  }

  @Test
  void otherSignature_isNotGenuine() {
    for (String sign : List.of("", "0".repeat(32), "0".repeat(64), "x".repeat(32), MD5 + "0")) {
      assertThatExceptionOfType(NotGenuine.class)
          .isThrownBy(() -> doudian.push(PAID, "event-sign", sign));
    }
    assertThatExceptionOfType(NotGenuine.class).isThrownBy(() -> doudian.push(PAID));
    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> doudian.push(PAID.replace("1990", "9990"), "event-sign", MD5));
    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> doudian.push(PAID, "event-sign", MD5, "app-id", "another"));
  }

  @Test
  void md5_canBeForbidden() throws Exception {
    Hooked strict = hooked(Map.of("appKey", KEY, "appSecret", SECRET, "md5", "false"));

    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> strict.push(PAID, "event-sign", MD5));
    assertThat(Hooked.events(strict.delivered(PAID, "event-sign", HMAC))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"tag\":\"0\",\"msg_id\":\"0\",\"data\":\"x\"}]",
        "{\"tag\":0,\"msgId\":0}",
      })
  void challenge_isAnsweredWithOrWithoutSignature(String body) throws Exception {
    Push push = doudian.push(body);

    assertThat(push).isInstanceOf(Push.Handshake.class);
    assertThat(((Push.Handshake) push).reply().body())
        .asString()
        .isEqualTo("{\"code\":0,\"msg\":\"success\"}");
  }

  @Test
  void unsignedBody_withMoreThanTheChallenge_isNotGenuine() {
    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> doudian.push("[{\"tag\":\"0\",\"msg_id\":\"0\"}," + PAID.substring(1)));
  }

  @Test
  void bothSpellings_areTheSame() throws Exception {
    String asText =
        "{\"p_id\":\"" + ORDER + "\",\"pay_time\":\"1630373504\",\"pay_amount\":\"1990\"}";

    List<Event> told = Hooked.events(signed(PAID));
    assertThat(
            Hooked.events(signed("[{\"tag\":101,\"msgId\":\"m-101-1\",\"data\":" + asText + "}]")))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"102", "103", "108", "113", "200", "207", "400", "0"})
  void tagsOfNoUse_areIgnored(String tag) throws Exception {
    ParsedDelivery parsed =
        message("\"" + tag + "\"", "{\"p_id\":1,\"receiver_msg\":{\"name\":\"张三\"}}");

    assertThat(parsed.refusals()).isEmpty();
    assertThat(parsed.unplaced()).isEmpty();
    assertThat(parsed.ignored()).hasSize(1);
  }

  @Test
  void pendingTwin_saysNoMoreThanThatTheOrderExists() throws Exception {
    List<Event> events =
        Hooked.events(message("110", "{\"p_id\":" + ORDER + ",\"create_time\":1630373500}"));

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OrderPlaced.class, placed -> assertThat(placed.amountFen()).isZero());
  }

  @Test
  void changeCancelAndRefund_areRead() throws Exception {
    assertThat(
            Hooked.events(
                message(
                    "109",
                    "{\"p_id\":1,\"modify_time\":1630373600,\"total_amount\":1500,\"post_amount\":0}")))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OrderChanged.class, changed -> assertThat(changed.amountFen()).isEqualTo(1500));
    assertThat(Hooked.events(message("106", "{\"p_id\":1,\"cancel_time\":1630373600}")))
        .singleElement()
        .isInstanceOf(Event.OrderCancelled.class);
    String refund =
        "{\"p_id\":1,\"s_id\":2,\"aftersale_id\":\"9\",\"refund_amount\":500,\"refund_post_amount\":100,\"success_time\":1630373700,\"update_time\":\"2021-08-31\"}";
    for (String tag : List.of("206", "225")) {
      assertThat(Hooked.events(message(tag, refund)))
          .singleElement()
          .isEqualTo(
              new Event.OrderRefunded(
                  new Origin(Hooked.SESSION, "douyin", tag + ":m", 1630373700_000L),
                  "1",
                  "9",
                  500,
                  List.of()));
    }
  }

  @Test
  void exchange_isNoRefund() throws Exception {
    ParsedDelivery parsed =
        message(
            "206",
            "{\"p_id\":1,\"aftersale_id\":9,\"refund_amount\":0,\"success_time\":1630373700}");

    assertThat(parsed.ignored()).containsExactly("RefundOfNothing");
    assertThat(parsed.unplaced()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "999 | {} | /tag",
        "101 | \"no JSON\" | /data",
        "101 | 7 | /data",
        "101 | {\"pay_time\":1630373504,\"pay_amount\":1} | /data/p_id",
        "101 | {\"p_id\":1,\"pay_time\":1630373504} | /data/pay_amount",
        "101 | {\"p_id\":1,\"pay_time\":1630373504,\"pay_amount\":-1} | /data/pay_amount",
        "101 | {\"p_id\":1,\"pay_time\":1630373504,\"pay_amount\":19.90} | /data/pay_amount",
        "101 | {\"p_id\":1,\"pay_time\":1630373504,\"pay_amount\":\"1e3\"} | /data/pay_amount",
        "101 | {\"p_id\":1,\"pay_time\":1630373504,\"pay_amount\":9007199254740992} | /data/pay_amount",
        "101 | {\"p_id\":1,\"pay_time\":0,\"pay_amount\":1} | /data/pay_time",
        "101 | {\"p_id\":1,\"pay_time\":1630373504000,\"pay_amount\":1} | /data/pay_time",
        "101 | {\"p_id\":1,\"pay_time\":16303735,\"pay_amount\":1} | /data/pay_time",
        "101 | {\"p_id\":1,\"pay_time\":1700000301,\"pay_amount\":1} | /data/pay_time",
        "101 | {\"p_id\":{},\"pay_time\":1630373504,\"pay_amount\":1} | /data/p_id",
      })
  void faultyMessage_isRefusedWithThePlace(String tag, String data, String pointer)
      throws Exception {
    ParsedDelivery parsed = message(tag, data);

    assertThat(Hooked.pointers(parsed)).containsExactly(pointer);
    assertThat(parsed.unplaced()).isEmpty();
  }

  @Test
  void oneFaultyMessage_doesNotHoldUpTheOthers() throws Exception {
    ParsedDelivery parsed =
        signed("[7,{\"tag\":\"101\",\"msg_id\":\"x\",\"data\":\"\"}," + PAID.substring(1));

    assertThat(parsed.batch()).isTrue();
    assertThat(parsed.refusals()).extracting(Refusal::index).containsExactly(0, 1);
    assertThat(parsed.unplaced()).extracting(Unplaced::index).containsExactly(2);
  }

  @Test
  void platformOfAnother_isRefused() throws Exception {
    Hooked other =
        new Hooked(
            DoudianFormat::new,
            List.of(),
            Map.of("appKey", KEY, "appSecret", SECRET),
            List.of("kuaishou", "taobao"));

    assertThat(other.delivered(PAID, "event-sign", MD5).refusals())
        .singleElement()
        .satisfies(
            refusal -> assertThat(refusal.faults().get(0).reason()).contains("may not report on"));
  }

  @Test
  void keptMessage_isReadAgainWithTheSameResult() throws Exception {
    ParsedDelivery parsed = signed(PAID);

    assertThat(new String(parsed.message(0), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"data\":{\"p_id\":");
    assertThat(Hooked.events(doudian.reread(parsed.message(0)))).isEqualTo(Hooked.events(parsed));
  }

  @Test
  void textThatIsNoJson_isNotKept() throws Exception {
    ParsedDelivery parsed = message("101", "\"张三 13800000000\"");

    assertThat(new String(parsed.message(0), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("138")
        .doesNotContain("张三");
  }
}

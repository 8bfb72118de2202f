package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.guchang.event.Event;
import org.guchang.ingest.Acme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KuaishouFormatTest {
  private static final long AT = Acme.NOW - 60_000;

  private final Hearing shop = hearing(new KuaishouVoice().keys());

  private static Hearing hearing(Map<String, String> keys) {
    return new Hearing(
        new KuaishouVoice(), new KuaishouFormat(Acme.settings().limits(), Hearing.persons()), keys);
  }

  private static String message(String event, String info) {
    return "{\"eventId\":\"243_4027_2375715766426\",\"bizId\":2607602240240301,\"userId\":2161524184,\"openId\":\"f1b6\",\"appKey\":\""
        + KuaishouVoice.APP_KEY
        + "\",\"event\":\""
        + event
        + "\",\"info\":\""
        + info.replace("\"", "\\\"")
        + "\",\"status\":2,\"createTime\":"
        + AT
        + ",\"test\":false}";
  }

  private static String about(String more) {
    return "{\"oid\":2607602240240301,\"sellerId\":2161524184," + more + "}";
  }

  @Test
  void computedVector_isAHeartbeat() throws Exception {
    byte[] vector = "vftmsTE4kncTlrYRCUwCMg==".getBytes(UTF_8);

    assertThat(shop.said("{\"test\":true}").body()).isEqualTo(vector);
    Push.Handshake heartbeat = (Push.Handshake) shop.push(shop.said("").withBody(vector));
    assertThat(heartbeat.what()).isEqualTo("heartbeat");
    assertThat(heartbeat.reply().status()).isEqualTo(200);
    assertThat(new String(heartbeat.reply().body(), UTF_8)).isEqualTo("{\"result\":1}");
  }

  @Test
  void heartbeatInTheClear_isAnsweredToo() throws Exception {
    assertThat(shop.push(shop.said("").withBody("{\"test\":true}".getBytes(UTF_8))))
        .isInstanceOf(Push.Handshake.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"test\":false}",
        "{\"test\":true,\"event\":\"kwaishop_order_addOrder\",\"info\":{}}",
        "",
        "{}",
        "null",
        "[]",
        "vftmsTE4kncTlrYRCUwCMg=",
        "vftmsTE4kncTlrYRCUwCMw==",
        "AAAA",
        "快手",
      })
  void whatIsNotEncryptedByTheKey_isNotGenuine(String body) {
    assertThatThrownBy(() -> shop.push(shop.said("").withBody(body.getBytes(UTF_8))))
        .isInstanceOf(NotGenuine.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"kwaishop_order_addOrder\"}",
        "{\"appKey\":\"ks1\",\"event\":\"kwaishop_order_addOrder\"}",
        "{\"appKey\":\"ks1\",\"test\":true}",
        "[{\"appKey\":\"ks699183844582124027\"}]",
        "not json",
        "",
      })
  void whatIsEncryptedButNotToOurApp_isNotGenuine(String message) {
    assertThatThrownBy(() -> shop.push(shop.said(message))).isInstanceOf(NotGenuine.class);
  }

  @Test
  void anotherKey_isNotGenuine() {
    byte[] foreign =
        KuaishouVoice.encrypt(
            "AAECAwQFBgcICQoLDA0ODx8eHRwbGhkYFxYVFBMSERA=", "{\"test\":true}".getBytes(UTF_8));

    assertThatThrownBy(() -> shop.push(shop.said("").withBody(foreign)))
        .isInstanceOf(NotGenuine.class);
  }

  @Test
  void keyOf256Bits_isTakenAsWell() throws Exception {
    String key = "AAECAwQFBgcICQoLDA0ODx8eHRwbGhkYFxYVFBMSERA=";
    Hearing other = hearing(Map.of("appKey", KuaishouVoice.APP_KEY, "messageKey", key));
    byte[] body = KuaishouVoice.encrypt(key, "{\"test\":true}".getBytes(UTF_8));

    assertThat(other.push(other.said("").withBody(body))).isInstanceOf(Push.Handshake.class);
  }

  @Test
  void addOrder_isPlacedByItsBuyer() throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            message(
                "kwaishop_order_addOrder",
                about("\"openId\":\"seller\",\"buyerOpenId\":\"b-1\",\"createTime\":" + AT)));

    Event.OrderPlaced placed = (Event.OrderPlaced) Hearing.only(parsed);
    assertThat(placed.orderId()).isEqualTo("2607602240240301");
    assertThat(placed.origin().platform()).isEqualTo("kuaishou");
    assertThat(placed.origin().at()).isEqualTo(AT);
    assertThat(placed.origin().id()).isEqualTo("kwaishop_order_addOrder:2607602240240301");
    assertThat(placed.buyer()).isEqualTo(shop.persons.of("kuaishou", "b-1"));
    assertThat(parsed.unplaced().get(0).clue())
        .isEqualTo(Clue.ofNewOrder("kuaishou", "2607602240240301", AT, AT));
    assertThat(parsed.lookups()).isEmpty();
  }

  @Test
  void paySuccess_isPaidWithItsAmountPending_andLookedUp() throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            message("kwaishop_order_paySuccess", about("\"status\":30,\"updateTime\":" + AT)));

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderPaidPending.class);
    Clue clue = Clue.ofNewOrder("kuaishou", "2607602240240301", Clue.UNKNOWN, AT);
    assertThat(parsed.unplaced().get(0).clue()).isEqualTo(clue);
    assertThat(parsed.lookups()).containsExactly(new Lookup(0, clue, null));
  }

  @Test
  void orderFail_isCancelled_andMovesNoMoney() throws Exception {
    ParsedDelivery parsed =
        shop.hear(message("kwaishop_order_orderFail", about("\"status\":80,\"updateTime\":" + AT)));

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderCancelled.class);
    assertThat(parsed.lookups()).isEmpty();
  }

  @Test
  void totalFeeChange_isLookedUpAgain() throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            message(
                "kwaishop_order_totalFeeChange",
                about("\"totalFee\":900,\"beforeTotalFee\":1000,\"updateTime\":" + AT)));

    assertThat(parsed.unplaced()).isEmpty();
    assertThat(parsed.lookups())
        .containsExactly(
            new Lookup(0, Clue.ofOrder("kuaishou", "2607602240240301", Clue.UNKNOWN, AT), null));
  }

  @ParameterizedTest
  @CsvSource({
    "kwaishop_aftersales_addRefund, createTime",
    "kwaishop_aftersales_updateRefund, updateTime"
  })
  void refund_isLookedUpWhateverItsStatus(String event, String time) throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            message(
                event,
                "{\"orderId\":2607602240240301,\"refundId\":3041,\"handlingWay\":10,\"status\":30,\""
                    + time
                    + "\":"
                    + AT
                    + "}"));

    assertThat(parsed.unplaced()).isEmpty();
    assertThat(parsed.lookups())
        .containsExactly(
            new Lookup(0, Clue.ofOrder("kuaishou", "2607602240240301", Clue.UNKNOWN, AT), "3041"));
  }

  @ParameterizedTest
  @CsvSource({
    "kwaishop_order_delivering, kwaishop_order_delivering",
    "kwaishop_order_deliverySuccess, kwaishop_order_deliverySuccess",
    "kwaishop_order_orderSuccess, kwaishop_order_orderSuccess"
  })
  void whatIsOfNoUse_isIgnored(String event, String ignored) throws Exception {
    ParsedDelivery parsed = shop.hear(message(event, about("\"status\":40,\"updateTime\":" + AT)));

    assertThat(parsed.ignored()).containsExactly(ignored);
    assertThat(parsed.unplaced()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void exchangeResendAndRepair_giveNothingBack(int way) throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            message(
                "kwaishop_aftersales_addRefund",
                "{\"orderId\":1,\"refundId\":2,\"createTime\":"
                    + AT
                    + ",\"handlingWay\":"
                    + way
                    + "}"));

    assertThat(parsed.ignored()).containsExactly("aftersales_without_money");
    assertThat(parsed.lookups()).isEmpty();
  }

  @Test
  void unknownEvent_isRefused() throws Exception {
    assertThat(Hearing.faults(shop.hear(message("kwaishop_item_add", "{}"))))
        .containsExactly(new Fault("/event", "is none that this server knows"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"oid\":1.5,\"updateTime\":%d}|/info/oid",
        "{\"oid\":\"\",\"updateTime\":%d}|/info/oid",
        "{\"oid\":[1],\"updateTime\":%d}|/info/oid",
        "{\"oid\":1}|/info/updateTime",
        "{\"oid\":1,\"updateTime\":1589632267}|/info/updateTime",
        "{\"oid\":1,\"updateTime\":99999999999999}|/info/updateTime",
        "{\"oid\":1,\"updateTime\":\"soon\"}|/info/updateTime",
        "not json|/info",
        "3|/info"
      })
  void badValue_isRefusedWhereItStands(String info, String pointer) throws Exception {
    ParsedDelivery parsed =
        shop.hear(message("kwaishop_order_paySuccess", info.replace("%d", Long.toString(AT))));

    assertThat(Hearing.faults(parsed)).extracting(Fault::pointer).containsExactly(pointer);
    assertThat(parsed.lookups()).isEmpty();
  }

  @Test
  void messageKept_isReadAgainWithItsBuyerAsAToken() throws Exception {
    String kept =
        new String(
            shop.hear(
                    message(
                        "kwaishop_order_addOrder",
                        about("\"buyerOpenId\":\"b-1\",\"createTime\":" + AT)))
                .message(0),
            UTF_8);
    assertThat(kept).contains("\"info\":{");

    String redacted = kept.replace("b-1", shop.persons.token("kuaishou", "b-1"));
    Event.OrderPlaced placed = (Event.OrderPlaced) Hearing.only(shop.reread(redacted));

    assertThat(placed.buyer()).isEqualTo(shop.persons.of("kuaishou", "b-1"));
    assertThat(placed.orderId()).isEqualTo("2607602240240301");
  }

  @Test
  void words_sayResultOneForSuccessAlone() {
    Words words = shop.hook.words();

    assertThat(new String(words.success().body(), UTF_8)).isEqualTo("{\"result\":1}");
    assertThat(words.failure(503, "away").status()).isEqualTo(503);
    assertThat(new String(words.failure(503, "away").body(), UTF_8)).isEqualTo("{\"result\":0}");
  }
}

package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.guchang.event.Event;
import org.guchang.ingest.Acme;
import org.guchang.ingest.format.Voice.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TiktokShopFormatTest {
  private static final long AT = Acme.NOW - 60_000;
  private static final String ORDER = "576462377512830168";

  /** The example of partner.tiktokshop.com's overview of webhooks. */
  private static final String OFFICIAL_BODY =
      "{\"type\":1,\"tts_notification_id\":\"7380066284010030890\",\"shop_id\":\"7495540735365777507\",\"timestamp\":1718305585,\"data\":{\"is_on_hold_order\":true,\"order_id\":\"576653688135258178\",\"order_status\":\"UNPAID\",\"update_time\":1718305585}}";

  private static final String OFFICIAL_AUTHORIZATION =
      "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05";

  private final Hearing shop =
      new Hearing(
          new TiktokShopVoice(), new TiktokShopFormat(Acme.settings().limits(), Hearing.persons()));

  private static String notification(int type, String data) {
    return "{\"type\":"
        + type
        + ",\"tts_notification_id\":\"7327112393057371910\",\"shop_id\":\"7494049642642441621\",\"timestamp\":"
        + AT / 1000
        + ",\"data\":"
        + data
        + "}";
  }

  private static String order(String status) {
    return notification(
        1,
        "{\"order_id\":\""
            + ORDER
            + "\",\"order_status\":\""
            + status
            + "\",\"is_on_hold_order\":false,\"update_time\":"
            + (AT / 1000 - 1)
            + "}");
  }

  @Test
  void officialExample_isGenuine() throws Exception {
    Sent sent =
        Sent.post(
            Hearing.PATH,
            Map.of("authorization", OFFICIAL_AUTHORIZATION),
            OFFICIAL_BODY.getBytes(UTF_8));

    // of 2024, which is ahead of the clock of these tests
    assertThat(Hearing.faults(((Push.Delivered) shop.push(sent)).delivery()))
        .extracting(Fault::pointer)
        .containsExactly("/data/update_time");
  }

  @Test
  void anotherBody_isNotGenuine() {
    Sent sent =
        Sent.post(
            Hearing.PATH,
            Map.of("Authorization", OFFICIAL_AUTHORIZATION),
            OFFICIAL_BODY.replace("UNPAID", "CANCEL").getBytes(UTF_8));

    assertThatThrownBy(() -> shop.push(sent)).isInstanceOf(NotGenuine.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer 5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05",
        "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac0",
        "zzec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05"
      })
  void anotherAuthorization_isNotGenuine(String authorization) {
    Sent sent =
        Sent.post(
            Hearing.PATH, Map.of("Authorization", authorization), OFFICIAL_BODY.getBytes(UTF_8));

    assertThatThrownBy(() -> shop.push(sent)).isInstanceOf(NotGenuine.class);
  }

  @Test
  void noAuthorization_isNotGenuine() {
    assertThatThrownBy(
            () -> shop.push(Sent.post(Hearing.PATH, Map.of(), OFFICIAL_BODY.getBytes(UTF_8))))
        .isInstanceOf(NotGenuine.class)
        .hasMessageContaining("missing");
  }

  @Test
  void unpaid_isPlacedWhenItWasCreated() throws Exception {
    ParsedDelivery parsed = shop.hear(order("UNPAID"));

    Event.OrderPlaced placed = (Event.OrderPlaced) Hearing.only(parsed);
    assertThat(placed.origin().id()).isEqualTo("7327112393057371910");
    assertThat(placed.origin().platform()).isEqualTo("tiktok");
    assertThat(parsed.unplaced().get(0).clue())
        .isEqualTo(Clue.ofNewOrder("tiktok", ORDER, AT - 1_000, AT - 1_000));
  }

  @Test
  void onHold_isNotYetPaid() throws Exception {
    ParsedDelivery parsed = shop.hear(order("ON_HOLD"));

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderPlaced.class);
    assertThat(parsed.lookups()).isEmpty();
  }

  @Test
  void awaitingShipment_isPaidWithItsAmountPending_andLookedUp() throws Exception {
    ParsedDelivery parsed = shop.hear(order("AWAITING_SHIPMENT"));

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderPaidPending.class);
    assertThat(parsed.lookups())
        .containsExactly(
            new Lookup(0, Clue.ofNewOrder("tiktok", ORDER, Clue.UNKNOWN, AT - 1_000), null));
  }

  @Test
  void cancel_movesNoMoney() throws Exception {
    ParsedDelivery parsed = shop.hear(order("CANCEL"));

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderCancelled.class);
    assertThat(parsed.lookups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"})
  void whatIsOfNoUse_isIgnored(String status) throws Exception {
    assertThat(shop.hear(order(status)).ignored()).containsExactly("order_" + status);
  }

  @ParameterizedTest
  @CsvSource({
    "11, cancel_status, CANCELLATION_REQUEST_SUCCESS, cancel_id",
    "11, cancel_status, CANCELLATION_REQUEST_COMPLETE, cancel_id",
    "12, return_status, RETURN_OR_REFUND_REQUEST_SUCCESS, return_id",
    "12, return_status, RETURN_OR_REFUND_REQUEST_COMPLETE, return_id",
    "12, return_status, REPLACEMENT_REQUEST_REFUND_SUCCESS, return_id"
  })
  void requestThatGivesMoneyBack_isLookedUp(int type, String name, String status, String id)
      throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            notification(
                type,
                "{\"order_id\":\"%s\",\"%s\":\"%s\",\"%s\":\"4035318504086604100\",\"create_time\":1}"
                    .formatted(ORDER, name, status, id)));

    assertThat(parsed.unplaced()).isEmpty();
    assertThat(parsed.lookups())
        .containsExactly(
            new Lookup(
                0,
                Clue.ofOrder("tiktok", ORDER, Clue.UNKNOWN, AT / 1000 * 1000),
                "4035318504086604100"));
  }

  @ParameterizedTest
  @CsvSource({
    "11, cancel_status, CANCELLATION_REQUEST_PENDING, cancellation_without_money",
    "12, return_status, RETURN_OR_REFUND_REQUEST_PENDING, return_without_money",
    "12, return_status, RETURN_OR_REFUND__REQUEST_CANCELLED, return_without_money",
    "12, return_status, REPLACEMENT_REQUEST_COMPLETE, return_without_money"
  })
  void requestThatGivesNothingBack_isIgnored(int type, String name, String status, String ignored)
      throws Exception {
    assertThat(shop.hear(notification(type, "{\"%s\":\"%s\"}".formatted(name, status))).ignored())
        .containsExactly(ignored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|{}|/type",
        "1|{\"order_id\":\"1\",\"order_status\":\"LOST\"}|/data/order_status",
        "1|{\"order_status\":\"UNPAID\"}|/data/order_id",
        "1|[]|/data",
        "1|{\"order_id\":\"1\",\"order_status\":\"UNPAID\",\"update_time\":1.5}|/data/update_time",
        "11|{\"cancel_status\":\"?\"}|/data/cancel_status",
        "12|{\"return_status\":\"RETURN_OR_REFUND_REQUEST_COMPLETE\",\"order_id\":\"1\"}|/data/return_id"
      })
  void whatIsNotUnderstood_isRefusedWhereItStands(int type, String data, String pointer)
      throws Exception {
    assertThat(Hearing.faults(shop.hear(notification(type, data))))
        .extracting(Fault::pointer)
        .containsExactly(pointer);
  }

  @Test
  void genuineBodyThatIsNoJson_isUnreadable() {
    assertThatThrownBy(() -> shop.hear("shop")).isInstanceOf(UnreadableDelivery.class);
    assertThatThrownBy(() -> shop.hear("[]")).isInstanceOf(UnreadableDelivery.class);
    assertThatThrownBy(() -> shop.hear("{\"type\":1E+99999999999999}"))
        .isInstanceOf(UnreadableDelivery.class)
        .hasMessageContaining("number");
  }

  @Test
  void messageKept_isReadAgain() throws Exception {
    String kept = new String(shop.hear(order("AWAITING_SHIPMENT")).message(0), UTF_8);

    assertThat(Hearing.only(shop.reread(kept))).isInstanceOf(Event.OrderPaidPending.class);
  }

  @Test
  void words_areAnEmpty200() {
    Words words = shop.hook.words();

    assertThat(words.success().status()).isEqualTo(200);
    assertThat(words.success().body()).isEmpty();
    assertThat(words.failure(429, "slow down").status()).isEqualTo(429);
  }
}

package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.guchang.event.Event;
import org.guchang.ingest.Acme;
import org.guchang.ingest.format.Voice.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XiaohongshuFormatTest {
  private static final long AT = Acme.NOW - 60_000;
  private static final String ORDER = "P768291112062421411";

  private final XiaohongshuVoice voice = new XiaohongshuVoice();
  private final Hearing shop =
      new Hearing(voice, new XiaohongshuFormat(Acme.settings().limits(), Hearing.persons()));

  private static String message(String tag, String data) {
    return "{\"msgTag\":\""
        + tag
        + "\",\"sellerId\":\"5f0c\",\"data\":\""
        + data.replace("\"", "\\\"")
        + "\"}";
  }

  private static String status(int status) {
    return message(
        "msg_fulfillment_status_change",
        "{\"orderId\":\"" + ORDER + "\",\"orderStatus\":" + status + ",\"updateTime\":" + AT + "}");
  }

  private static String afterSale(String step, int returnType) {
    return message(
        "msg_after_sale_" + step,
        "{\"refundFee\":0.1,\"orderId\":\"%s\",\"returnsId\":\"R6242141112658161\",\"updateTime\":%d,\"returnType\":%d,\"requestFrom\":1}"
            .formatted(ORDER, AT, returnType));
  }

  @Test
  void signatureByHand_isGenuine() throws Exception {
    // md5 of /hooks/shop?app-key=8f2b1c&county=jiaocheng&timestamp=15896388004b6f0c1d2e3a
    Sent sent = shop.said("[" + status(1) + "]");

    assertThat(sent.headers())
        .containsEntry("timestamp", "1589638800")
        .containsEntry("sign", "3ddf475135d7cf2d7a8f178e6d5d507c");
    assertThat(shop.push(sent)).isInstanceOf(Push.Delivered.class);
  }

  @ParameterizedTest
  @CsvSource({
    "sign, 00000000000000000000000000000000",
    "sign, x",
    "app-key, other",
    "timestamp, 1589638799"
  })
  void anotherHeader_isNotGenuine(String name, String value) {
    assertThatThrownBy(() -> shop.push(shop.said("[]").with(name, value)))
        .isInstanceOf(NotGenuine.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "county=wenshui", "county=jiaocheng&x=1", "county=%"})
  void anotherQuery_isNotGenuine(String query) {
    assertThatThrownBy(() -> shop.push(shop.said("[]").withQuery(query)))
        .isInstanceOf(NotGenuine.class);
  }

  @Test
  void anotherBody_isTaken_sinceTheSignatureLeavesItOut() throws Exception {
    Sent sent = shop.said("[" + status(1) + "]").withBody(("[" + status(2) + "]").getBytes(UTF_8));

    assertThat(shop.push(sent)).isInstanceOf(Push.Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1})
  void signatureMoreThanADayOff_isNotGenuine(long sign) {
    long then = Acme.NOW + sign * (TimeUnit.DAYS.toMillis(1) + 1000);

    assertThatThrownBy(() -> shop.push(voice.say(Hearing.PATH, "[]".getBytes(UTF_8), then)))
        .isInstanceOf(NotGenuine.class)
        .hasMessageContaining("day");
  }

  @Test
  void signatureOfYesterday_isGenuine() throws Exception {
    long then = Acme.NOW - TimeUnit.HOURS.toMillis(23);

    assertThat(shop.push(voice.say(Hearing.PATH, "[]".getBytes(UTF_8), then)))
        .isInstanceOf(Push.Delivered.class);
  }

  @Test
  void arrayOfMessages_isTakenOneByOne() throws Exception {
    ParsedDelivery parsed =
        shop.hear("[" + status(1) + ",3," + message("msg_x", "{}") + "," + status(9) + "]");

    assertThat(parsed.unplaced()).extracting(Unplaced::index).containsExactly(0, 3);
    assertThat(parsed.refusals()).extracting(Refusal::index).containsExactly(1, 2);
    assertThat(new String(parsed.message(3), UTF_8)).contains("\"orderStatus\":9");
  }

  @Test
  void placed_isPlacedWhenItWasCreated() throws Exception {
    ParsedDelivery parsed = shop.hear("[" + status(1) + "]");

    Event.OrderPlaced placed = (Event.OrderPlaced) Hearing.only(parsed);
    assertThat(placed.orderId()).isEqualTo(ORDER);
    assertThat(placed.origin().id()).isEqualTo("msg_fulfillment_status_change:" + ORDER + ":1");
    assertThat(parsed.unplaced().get(0).clue())
        .isEqualTo(Clue.ofNewOrder("xiaohongshu", ORDER, AT, AT));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void paid_isPaidWithItsAmountPending_andLookedUp(int status) throws Exception {
    ParsedDelivery parsed = shop.hear("[" + status(status) + "]");

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderPaidPending.class);
    assertThat(parsed.lookups())
        .containsExactly(
            new Lookup(0, Clue.ofNewOrder("xiaohongshu", ORDER, Clue.UNKNOWN, AT), null));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9})
  void closed_isCancelled_andMovesNoMoney(int status) throws Exception {
    ParsedDelivery parsed = shop.hear("[" + status(status) + "]");

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderCancelled.class);
    assertThat(parsed.lookups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 7, 10})
  void statusOfNoUse_isIgnored(int status) throws Exception {
    assertThat(shop.hear("[" + status(status) + "]").ignored())
        .containsExactly("order_status_" + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "transfer", "audit_pass", "confirm_receive", "refund_finished"})
  void afterSale_isLookedUp(String step) throws Exception {
    ParsedDelivery parsed = shop.hear("[" + afterSale(step, 5) + "]");

    assertThat(parsed.unplaced()).isEmpty();
    assertThat(parsed.lookups())
        .containsExactly(
            new Lookup(
                0, Clue.ofOrder("xiaohongshu", ORDER, Clue.UNKNOWN, AT), "R6242141112658161"));
  }

  @Test
  void exchange_givesNothingBack() throws Exception {
    assertThat(shop.hear("[" + afterSale("create", 2) + "]").ignored()).containsExactly("exchange");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"msg_after_sale_closed", "msg_fulfillment_receiver_change", "msg_item_create"})
  void whatIsOfNoUse_isIgnored(String tag) throws Exception {
    assertThat(shop.hear("[" + message(tag, "{}") + "]").ignored()).containsExactly(tag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/msgTag,/data",
        "{\"msgTag\":\"msg_new\",\"data\":\"{}\"}|/msgTag",
        "{\"msgTag\":\"msg_fulfillment_status_change\",\"data\":\"no\"}|/data",
        "{\"msgTag\":\"msg_fulfillment_status_change\",\"data\":\"{}\"}|/data/orderId,/data/orderStatus,/data/updateTime,/data/orderStatus",
        "{\"msgTag\":\"msg_fulfillment_status_change\",\"data\":{\"orderId\":\"P1\",\"orderStatus\":11,\"updateTime\":1589638740000}}|/data/orderStatus"
      })
  void whatIsNotUnderstood_isRefusedWhereItStands(String message, String pointers)
      throws Exception {
    assertThat(Hearing.faults(shop.hear("[" + message + "]")))
        .extracting(Fault::pointer)
        .containsOnly(pointers.split(",", -1));
  }

  @Test
  void bodyThatIsNoJson_isUnreadable() {
    assertThatThrownBy(() -> shop.hear("[")).isInstanceOf(UnreadableDelivery.class);
  }

  @Test
  void messageKept_isReadAgain() throws Exception {
    String kept = new String(shop.hear("[" + status(2) + "]").message(0), UTF_8);

    assertThat(Hearing.only(shop.reread(kept))).isInstanceOf(Event.OrderPaidPending.class);
  }

  @Test
  void words_saySuccessOrTheError() {
    Words words = shop.hook.words();

    assertThat(new String(words.success().body(), UTF_8))
        .isEqualTo("{\"success\":true,\"error_code\":0,\"error_msg\":\"\"}");
    assertThat(words.failure(503, "say \"later\"").status()).isEqualTo(503);
    assertThat(new String(words.failure(503, "say \"later\"").body(), UTF_8))
        .isEqualTo("{\"success\":false,\"error_code\":503,\"error_msg\":\"say \\\"later\\\"\"}");
  }
}

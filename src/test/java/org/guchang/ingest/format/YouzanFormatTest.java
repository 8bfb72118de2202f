package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YouzanFormatTest {
  private static final String PAID =
      "{\"full_order_info\":{\"order_info\":{\"tid\":\"E2020\",\"created\":\"2020-05-16 20:30:00\",\"pay_time\":\"2020-05-16 20:31:07\"},"
          + "\"orders\":[{\"oid\":\"1\",\"title\":\"骏枣\",\"num\":2,\"payment\":\"19.80\",\"item_id\":7,\"outer_sku_id\":\"jc-001\"},"
          + "{\"oid\":\"2\",\"num\":\"1\",\"payment\":5,\"sku_id\":0,\"item_id\":8}],"
          + "\"pay_info\":{\"post_fee\":\"3.20\"},\"address_info\":{\"receiver_name\":\"张三\"}}}";

  private final Hooked youzan =
      new Hooked(YouzanFormat::new, Map.of("clientId", "test", "clientSecret", "test"));

  private static String body(String type, String msg) {
    String encoded = URLEncoder.encode(msg, StandardCharsets.UTF_8);
    String sign = Hooked.hex(Seal.md5().over(Seal.utf8("test" + encoded + "test")));
    return "{\"type\":\"%s\",\"id\":\"E2020\",\"version\":3,\"test\":false,\"client_id\":\"test\",\"sign\":\"%s\",\"msg\":\"%s\"}"
        .formatted(type, sign, encoded);
  }

  private ParsedDelivery old(String type, String msg) throws Exception {
    return youzan.delivered(body(type, msg));
  }

  @Test
  void emptyBody_isSignedAsPublished() {
    // genuine, so that it is the body that is at fault
    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(() -> youzan.push("", "Event-Sign", "05a671c66aefea124cc08b76ea6d30bb"));
  }

  @Test
  void paidOrder_isReadByEitherGeneration() throws Exception {
    Event paid =
        new Event.OrderPaid(
            new Origin(Hooked.SESSION, "youzan", "trade_TradePaid:E2020:3", 1589632267_000L),
            "E2020",
            0,
            2800,
            List.of(
                new Line("jc-001", "骏枣", 2, 1980),
                new Line("8", null, 1, 500),
                new Line("FREIGHT", "运费及其他", 0, 320)));
    String body = body("trade_TradePaid", PAID);
    String unsigned = body.replaceAll("\"sign\":\"[0-9a-f]+\"", "\"sign\":\"\"");
    String header = Hooked.hex(Seal.md5().over(Seal.utf8("test" + unsigned + "test")));

    assertThat(Hooked.events(youzan.delivered(body))).containsExactly(paid);
    assertThat(Hooked.events(youzan.delivered(unsigned, "event-sign", header)))
        .containsExactly(paid);
    assertThat(Hooked.events(youzan.reread(youzan.delivered(body).message(0))))
        .containsExactly(paid);
  }

  @Test
  void otherSignature_isNotGenuine() {
    String body = body("trade_TradePaid", PAID);

    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> youzan.push(body, "Event-Sign", "0".repeat(32)));
    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> youzan.push(body.replace("19.80", "99.80")));
    assertThatExceptionOfType(NotGenuine.class).isThrownBy(() -> youzan.push("no JSON"));
  }

  @Test
  void heartbeat_isAnswered() throws Exception {
    assertThat(youzan.push("{\"test\":true}")).isInstanceOf(Push.Handshake.class);
    assertThat(youzan.push("{\"test\":\"true\",\"msg\":\"\"}")).isInstanceOf(Push.Handshake.class);
  }

  @Test
  void buyerPayTwin_hasNoMoney() throws Exception {
    assertThat(Hooked.events(old("trade_TradeBuyerPay", PAID)))
        .singleElement()
        .isInstanceOf(Event.OrderPlaced.class);
  }

  @Test
  void discountOnTheWhole_isSharedOverTheLines() throws Exception {
    String discounted = PAID.replace("\"post_fee\":\"3.20\"", "\"payment\":\"12.40\"");

    assertThat(Hooked.events(old("trade_TradePaid", discounted)))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OrderPaid.class,
            paid -> {
              assertThat(paid.amountFen()).isEqualTo(1240);
              assertThat(paid.lines()).extracting(Line::amountFen).containsExactly(990L, 250L);
            });
  }

  @Test
  void closeAndRefund_areRead() throws Exception {
    assertThat(
            Hooked.events(
                old(
                    "trade_TradeClose",
                    "{\"tid\":\"E1\",\"update_time\":\"2020-05-16 21:00:00\"}")))
        .singleElement()
        .isInstanceOf(Event.OrderCancelled.class);
    String refund =
        "{\"tid\":\"E1\",\"refund_id\":\"W1\",\"refund_state\":\"SAFE_FINISHED\",\"refunded_fee\":\"0.01\",\"update_time\":\"2020-05-16 21:00:00\"}";
    for (String type : List.of("trade_refund_RefundSuccess", "TRADE_ORDER_REFUND")) {
      assertThat(Hooked.events(old(type, refund)))
          .singleElement()
          .isInstanceOfSatisfying(
              Event.OrderRefunded.class,
              refunded -> {
                assertThat(refunded.refundId()).isEqualTo("W1");
                assertThat(refunded.amountFen()).isEqualTo(1);
              });
    }
    assertThat(old("TRADE_ORDER_REFUND", refund.replace("FINISHED", "NEW")).ignored()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trade_Unheard | {} | /type",
        "trade_refund_Unheard | {} | /type",
        "trade_TradePaid | no JSON | /msg",
        "trade_TradePaid | {} | /msg/full_order_info",
        "trade_TradeClose | {\"tid\":\"1\",\"update_time\":\"yesterday\"} | /msg/update_time",
        "trade_TradeClose | {\"update_time\":\"2020-05-16 21:00:00\"} | /msg/tid",
        "trade_RefundSuccess | {\"tid\":\"1\",\"refund_id\":\"2\",\"refund_fee\":\"1e2\",\"update_time\":\"2020-05-16 21:00:00\"} | /msg/refund_fee",
        "trade_RefundSuccess | {\"tid\":\"1\",\"refund_id\":\"2\",\"refund_fee\":0.001,\"update_time\":\"2020-05-16 21:00:00\"} | /msg/refund_fee",
        "trade_RefundSuccess | {\"tid\":\"1\",\"refund_id\":\"2\",\"refund_fee\":1e999999999,\"update_time\":\"2020-05-16 21:00:00\"} | /msg/refund_fee",
      })
  void faultyMessage_isRefusedWithThePlace(String type, String msg, String pointer)
      throws Exception {
    assertThat(Hooked.pointers(old(type, msg))).containsExactly(pointer);
  }
}

package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShopifyFormatTest {
  private static final String PAID =
      "{\"id\":820982911946154500,\"test\":false,\"total_price\":\"60.00\",\"currency\":\"CNY\",\"financial_status\":\"paid\","
          + "\"created_at\":\"2020-05-16T20:30:00+08:00\",\"updated_at\":\"2020-05-16T20:31:07+08:00\",\"customer\":{\"id\":77,\"email\":\"a@b.c\"},"
          + "\"line_items\":[{\"id\":1,\"sku\":\"jc-001\",\"title\":\"骏枣\",\"quantity\":2,\"price\":\"25.00\",\"discount_allocations\":[{\"amount\":\"5.00\"}]},"
          + "{\"id\":2,\"sku\":\"\",\"variant_id\":99,\"quantity\":1,\"price\":\"10.00\",\"total_discount\":\"0.00\"}]}";

  private final Hooked shopify =
      new Hooked(ShopifyFormat::new, List.of("hush", "next"), Map.of(), List.of("shopify"));

  private ParsedDelivery post(String topic, String body) throws Exception {
    return shopify.delivered(
        body, "X-Shopify-Hmac-Sha256", sign("hush", body), "X-Shopify-Topic", topic);
  }

  private static String sign(String secret, String body) {
    return Hooked.base64(Seal.hmacSha256(secret).over(Seal.utf8(body)));
  }

  @Test
  void computedVectors_areGenuine() throws Exception {
    String order = "{\"id\":820982911946154500,\"total_price\":\"243.00\",\"currency\":\"USD\"}";

    assertThat(
            shopify
                .delivered(
                    "{}",
                    "X-Shopify-Hmac-Sha256",
                    "UFwgrGBPZilFtmKh8TqcovA78LGYb1BdWu9I4Q2oyRg=",
                    "X-Shopify-Topic",
                    "app/uninstalled")
                .ignored())
        .containsExactly("app");
    assertThat(
            Hooked.pointers(
                shopify.delivered(
                    order,
                    "shopify-hmac-sha256",
                    "ljElBmmAnI/H/IQPACaNUNJvAeNRjd7icNy0k9dgpaI=",
                    "shopify-topic",
                    "orders/paid")))
        .contains("/currency");
  }

  @Test
  void eitherSecret_opens_andNoOther() throws Exception {
    assertThat(
            shopify
                .delivered(
                    PAID, "shopify-hmac-sha256", sign("next", PAID), "shopify-topic", "orders/paid")
                .unplaced())
        .hasSize(1);
    assertThatExceptionOfType(NotGenuine.class)
        .isThrownBy(() -> shopify.push(PAID, "shopify-hmac-sha256", sign("old", PAID)));
    assertThatExceptionOfType(NotGenuine.class).isThrownBy(() -> shopify.push(PAID));
  }

  @Test
  void paidOrder_hasItsLinesBuyerAndRest() throws Exception {
    ParsedDelivery parsed = post("orders/paid", PAID);
    List<Line> lines =
        List.of(
            new Line("jc-001", "骏枣", 2, 4500),
            new Line("99", null, 1, 1000),
            new Line("FREIGHT", "运费及其他", 0, 500));

    assertThat(Hooked.events(parsed))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OrderPaid.class,
            paid -> {
              assertThat(paid.orderId()).isEqualTo("820982911946154500");
              assertThat(paid.amountFen()).isEqualTo(6000);
              assertThat(paid.lines()).isEqualTo(lines);
              assertThat(paid.buyer()).isEqualTo(Hooked.PERSONS.of("shopify", "77"));
              assertThat(paid.origin().at()).isEqualTo(1589632267_000L);
            });
    String kept =
        new String(parsed.message(0), java.nio.charset.StandardCharsets.UTF_8)
            .replace("\"id\":77", "\"id\":\"" + Hooked.PERSONS.token("shopify", "77") + "\"");
    assertThat(Hooked.events(shopify.reread(kept))).isEqualTo(Hooked.events(parsed));
  }

  @Test
  void refund_isWhatItsTransactionsGaveBack() throws Exception {
    String refund =
        "{\"id\":5,\"order_id\":820982911946154500,\"created_at\":\"2020-05-16T21:00:00+08:00\","
            + "\"refund_line_items\":[{\"quantity\":1,\"subtotal\":22.5,\"line_item\":{\"sku\":\"jc-001\",\"title\":\"骏枣\"}}],"
            + "\"transactions\":[{\"amount\":\"22.50\",\"kind\":\"refund\",\"status\":\"success\",\"currency\":\"CNY\"},"
            + "{\"amount\":\"9.00\",\"kind\":\"refund\",\"status\":\"failure\",\"currency\":\"CNY\"}]}";

    assertThat(Hooked.events(post("refunds/create", refund)))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OrderRefunded.class,
            refunded -> {
              assertThat(refunded.refundId()).isEqualTo("5");
              assertThat(refunded.amountFen()).isEqualTo(2250);
              assertThat(refunded.lines()).containsExactly(new Line("jc-001", "骏枣", 1, 2250));
            });
    assertThat(post("refunds/create", refund.replace("success", "pending")).ignored())
        .containsExactly("RefundOfNothing");
  }

  @Test
  void otherTopics_areWhatTheySay() throws Exception {
    assertThat(Hooked.events(post("orders/create", PAID)))
        .singleElement()
        .isInstanceOf(Event.OrderPlaced.class);
    assertThat(Hooked.events(post("orders/updated", PAID)))
        .singleElement()
        .isInstanceOf(Event.OrderChanged.class);
    assertThat(post("orders/updated", PAID.replace("\"paid\"", "\"pending\"")).ignored())
        .containsExactly("orders/updated");
    assertThat(
            Hooked.events(
                post(
                    "orders/cancelled",
                    "{\"id\":1,\"cancelled_at\":\"2020-05-16T21:00:00+08:00\"}")))
        .singleElement()
        .isInstanceOf(Event.OrderCancelled.class);
    assertThat(post("orders/paid", PAID.replace("\"test\":false", "\"test\":true")).ignored())
        .containsExactly("test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders/unheard | \"x\" | \"x\" | /topic",
        "orders/paid | \"60.00\" | \"60.001\" | /total_price",
        "orders/paid | \"60.00\" | -60 | /total_price",
        "orders/paid | \"CNY\" | \"USD\" | /currency",
        "orders/paid | \"paid\" | \"pending\" | /financial_status",
        "orders/paid | 2020-05-16T20:31:07+08:00 | 2020-05-16 | /updated_at",
        "orders/paid | \"quantity\":2 | \"quantity\":9007199254740991 | /line_items/0/quantity",
        "orders/paid | \"variant_id\":99 | \"x\":1 | /line_items/1/sku",
      })
  void faultyMessage_isRefusedWithThePlace(String topic, String from, String to, String pointer)
      throws Exception {
    assertThat(Hooked.pointers(post(topic, PAID.replace(from, to)))).containsExactly(pointer);
  }
}

package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shopify while its secret is changed, from the first order to the total on the board. */
final class ShopifyPlayerIT {
  @TempDir Path dir;

  @Tag("plays:shopify")
  @Test
  void evening_isOnTheBoardToTheFen() throws Exception {
    try (PlatformServer server =
        new PlatformServer(dir, "shopify", "shopify", Map.of("secret", "hush"))) {
      OffsetDateTime now = server.now;
      String order = order(now, "60.00", 2, "paid");
      ok(server, "hush", "orders/create", order);
      ok(server, "hush", "orders/paid", order);
      ok(server, "hush", "orders/paid", order);
      ok(server, "hush", "orders/fulfilled", order);
      server.awaitTotals(
          "gmvFen", 6000, "orders", 1, "placed", 1, "units", 2, "grams", 2000, "buyers", 1);

      ok(server, "hush", "orders/updated", order(now.plusSeconds(1), "85.00", 3, "paid"));
      server.awaitTotals("gmvFen", 8500, "orders", 1, "units", 3);

      String refund =
          """
          {"id":5,"order_id":820982911946154500,"created_at":"%s",\
          "refund_line_items":[{"quantity":1,"subtotal":25.0,"line_item":{"sku":"jc-001"}}],\
          "transactions":[{"amount":"25.00","kind":"refund","status":"success","currency":"CNY"}]}"""
              .formatted(now);
      ok(server, "hush", "refunds/create", refund);
      ok(server, "hush", "refunds/create", refund);
      ok(server, "hush", "orders/cancelled", cancelled(now));
      server.awaitTotals("gmvFen", 8500, "refundFen", 2500, "orders", 1, "cancelled", 1);

      assertThat(post(server, "old", "orders/paid", order).statusCode()).isEqualTo(401);
      ok(server, "hush", "orders/paid", order.replace("\"test\":false", "\"test\":true"));
      assertThat(server.quarantined()).isEmpty();
      ok(server, "hush", "orders/unheard", order);
      ok(server, "hush", "orders/paid", order.replace("CNY", "USD"));
      assertThat(server.quarantined()).hasSize(2);
      server.awaitTotals("gmvFen", 8500, "refundFen", 2500, "orders", 1);
      server.assertNobodyIsKept();
    }
  }

  private static String order(OffsetDateTime at, String total, int quantity, String status) {
    return """
        {"id":820982911946154500,"test":false,"total_price":"%s","currency":"CNY","financial_status":"%s",\
        "created_at":"%s","updated_at":"%s","email":"zhang@example.org",\
        "customer":{"id":77,"email":"zhang@example.org","phone":"13812345678"},\
        "shipping_address":{"name":"张三丰","address1":"幸福路一号","phone":"13812345678"},\
        "line_items":[{"id":1,"sku":"jc-001","title":"骏枣","quantity":%d,"price":"25.00"}]}"""
        .formatted(total, status, at.minusSeconds(60), at, quantity);
  }

  private static String cancelled(OffsetDateTime at) {
    return "{\"id\":820982911946154500,\"created_at\":\"%s\",\"cancelled_at\":\"%s\"}"
        .formatted(at.minusSeconds(60), at);
  }

  private static HttpResponse<String> post(
      PlatformServer server, String secret, String topic, String body) throws Exception {
    return server.post(
        body,
        "X-Shopify-Topic",
        topic,
        "X-Shopify-Hmac-Sha256",
        Sums.base64(Sums.hmacSha256(secret, body)));
  }

  private static void ok(PlatformServer server, String secret, String topic, String body)
      throws Exception {
    HttpResponse<String> answer = post(server, secret, topic, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}

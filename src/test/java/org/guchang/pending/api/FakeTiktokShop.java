package org.guchang.pending.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** TikTok Shop's API: signed queries, the token in a header, decimal amounts with a currency. */
public final class FakeTiktokShop extends FakePlatform {
  public volatile String currency = "CNY";

  public FakeTiktokShop(Vertx vertx) {
    super(vertx);
  }

  @Override
  public Map<String, String> api() {
    Map<String, String> api = super.api();
    api.put("tokenUrl", url());
    api.put("shopCipher", "cipher-of-the-shop");
    return api;
  }

  @Override
  boolean isTokenQuestion(HttpServerRequest request, Buffer body) {
    return request.path().equals("/api/v2/token/refresh");
  }

  @Override
  JsonObject grant(HttpServerRequest request, Buffer body) {
    if (!appSecret.equals(request.getParam("app_secret"))
        || !renew(request.getParam("refresh_token"))) {
      return new JsonObject().put("code", 36004004).put("message", "invalid refresh token");
    }
    return new JsonObject()
        .put("code", 0)
        .put(
            "data",
            new JsonObject()
                .put("access_token", accessToken)
                .put("refresh_token", refreshToken)
                .put("access_token_expire_in", 4_102_444_800L));
  }

  @Override
  JsonObject answer(HttpServerRequest request, Buffer body) {
    TreeMap<String, String> query = new TreeMap<>();
    request.params().forEach(p -> query.put(p.getKey(), p.getValue()));
    String sign = String.valueOf(query.remove("sign"));
    StringBuilder signed = new StringBuilder(appSecret).append(request.path());
    query.forEach((name, value) -> signed.append(name).append(value));
    signed.append(body.toString()).append(appSecret);
    if (!sign.equals(HexFormat.of().formatHex(Signatures.hmac(appSecret, signed.toString())))
        || !"cipher-of-the-shop".equals(query.get("shop_cipher"))) {
      return new JsonObject().put("code", 106001).put("message", "Invalid signature");
    }
    if (!accessToken.equals(request.getHeader("x-tts-access-token"))) {
      request.response().setStatusCode(401);
      return new JsonObject().put("code", 105002).put("message", "Expired credentials");
    }
    return switch (request.path()) {
      case "/order/202309/orders" -> orderDetail(query.get("ids"));
      case "/return_refund/202309/returns/search" ->
          found("return", "return_orders", body.toJsonObject().getJsonArray("return_ids"));
      case "/return_refund/202309/cancellations/search" ->
          found("cancel", "cancellations", body.toJsonObject().getJsonArray("cancel_ids"));
      default -> new JsonObject().put("code", 40006).put("message", "no such API");
    };
  }

  /** Of its refunds those with a name that begins with "C" are cancellations. */
  private JsonObject found(String kind, String list, JsonArray ids) {
    JsonArray found = new JsonArray();
    for (Object id : ids) {
      FakeRefund refund = refund(id.toString());
      if (refund != null && refund.id().startsWith("C") == kind.equals("cancel")) {
        String request =
            kind.equals("cancel") ? "CANCELLATION_REQUEST_" : "RETURN_OR_REFUND_REQUEST_";
        found.add(
            new JsonObject()
                .put("order_id", refund.orderId())
                .put(kind + "_id", refund.id())
                .put(kind + "_status", request + (refund.done() ? "COMPLETE" : "SUCCESS"))
                .put("buyer", RECEIVER)
                .put(
                    "refund_amount",
                    new JsonObject()
                        .put("currency", currency)
                        .put("refund_total", yuan(refund.amountFen()))));
      }
    }
    return new JsonObject()
        .put("code", 0)
        .put("data", new JsonObject().put(list, found).put("total_count", found.size()));
  }

  private JsonObject orderDetail(String id) {
    FakeOrder order = order(id);
    JsonArray found = new JsonArray();
    if (order != null) {
      JsonArray items = new JsonArray();
      long each = (order.amountFen() - order.freightFen()) / order.units();
      for (int i = 0; i < order.units(); i++) {
        items.add(
            new JsonObject()
                .put("id", "item-" + i)
                .put("seller_sku", order.sku())
                .put("product_name", "交城骏枣")
                .put("sale_price", yuan(each)));
      }
      found.add(
          new JsonObject()
              .put("id", order.id())
              .put("status", order.paid() ? "AWAITING_SHIPMENT" : "UNPAID")
              .put("buyer_email", PHONE + "@example.com")
              .put(
                  "recipient_address",
                  new JsonObject()
                      .put("name", RECEIVER)
                      .put("phone_number", PHONE)
                      .put("full_address", STREET))
              .put(
                  "payment",
                  new JsonObject()
                      .put("currency", currency)
                      .put("total_amount", yuan(order.amountFen())))
              .put("line_items", items));
    }
    return new JsonObject().put("code", 0).put("data", new JsonObject().put("orders", found));
  }

  private static String yuan(long fen) {
    return fen / 100 + "." + String.format("%02d", fen % 100);
  }
}

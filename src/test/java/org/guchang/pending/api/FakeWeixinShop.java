package org.guchang.pending.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** WeChat's API: POSTs of JSON with the access token in the query, errors as errcode. */
public final class FakeWeixinShop extends FakePlatform {

  public FakeWeixinShop(Vertx vertx) {
    super(vertx);
    accessToken = "access-0";
  }

  @Override
  public Map<String, String> api() {
    Map<String, String> api = new LinkedHashMap<>();
    api.put("baseUrl", url());
    api.put("appId", appKey);
    api.put("appSecret", appSecret);
    return api;
  }

  @Override
  boolean isTokenQuestion(HttpServerRequest request, Buffer body) {
    return request.path().equals("/cgi-bin/stable_token");
  }

  @Override
  JsonObject grant(HttpServerRequest request, Buffer body) {
    JsonObject question = body.toJsonObject();
    if (!appSecret.equals(question.getString("secret"))
        || !"client_credential".equals(question.getString("grant_type"))) {
      return refusal(40125, "invalid appsecret");
    }
    // the same token as long as it is good, as the stable token is
    renewals.incrementAndGet();
    return new JsonObject().put("access_token", accessToken).put("expires_in", 7200);
  }

  private static JsonObject refusal(int code, String words) {
    return new JsonObject().put("errcode", code).put("errmsg", words);
  }

  @Override
  JsonObject answer(HttpServerRequest request, Buffer body) {
    if (!accessToken.equals(request.getParam("access_token"))) {
      return refusal(42001, "access_token expired");
    }
    JsonObject question = body.toJsonObject();
    return request.path().equals("/channels/ec/order/get")
        ? orderDetail(question.getString("order_id"))
        : refundDetail(question.getString("after_sale_order_id"));
  }

  private JsonObject orderDetail(String id) {
    FakeOrder order = order(id);
    if (order == null) {
      return refusal(10020002, "order not exist");
    }
    JsonObject product =
        new JsonObject()
            .put("product_id", "234245")
            .put("sku_id", "23424")
            .put("sku_code", order.sku())
            .put("title", "交城骏枣")
            .put("sku_cnt", order.units())
            .put("sale_price", order.amountFen())
            .put("real_price", order.amountFen() - order.freightFen());
    JsonObject detail =
        new JsonObject()
            .put("product_infos", new JsonArray().add(product))
            .put(
                "price_info",
                new JsonObject()
                    .put("order_price", order.amountFen())
                    .put("freight", order.freightFen()))
            .put(
                "delivery_info",
                new JsonObject()
                    .put(
                        "address_info",
                        new JsonObject()
                            .put("user_name", RECEIVER)
                            .put("tel_number", PHONE)
                            .put("detail_info", STREET)));
    return new JsonObject()
        .put("errcode", 0)
        .put(
            "order",
            new JsonObject()
                .put("order_id", order.id())
                .put("openid", "openid-of-" + RECEIVER)
                .put("status", order.paid() ? 20 : 10)
                .put("order_detail", detail));
  }

  private JsonObject refundDetail(String id) {
    FakeRefund refund = refund(id);
    if (refund == null) {
      return refusal(10021050, "after sale order not exist");
    }
    return new JsonObject()
        .put("errcode", 0)
        .put(
            "after_sale_order",
            new JsonObject()
                .put("after_sale_order_id", refund.id())
                .put("order_id", refund.orderId())
                .put("openid", "openid-of-" + RECEIVER)
                .put("status", refund.done() ? "MERCHANT_REFUND_SUCCESS" : "MERCHANT_PROCESSING")
                .put("refund_info", new JsonObject().put("amount", refund.amountFen())));
  }
}

package org.guchang.pending.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Kuaishou's gateway: a GET with everything in the query, signed with the sign secret. */
public final class FakeKuaishou extends FakePlatform {
  private static final String SIGN_SECRET = "sign-secret-of-the-partner";

  public FakeKuaishou(Vertx vertx) {
    super(vertx);
  }

  @Override
  public Map<String, String> api() {
    Map<String, String> api = super.api();
    api.put("signSecret", SIGN_SECRET);
    return api;
  }

  @Override
  boolean isTokenQuestion(HttpServerRequest request, Buffer body) {
    return request.path().equals("/oauth2/refresh_token");
  }

  @Override
  JsonObject grant(HttpServerRequest request, Buffer body) {
    boolean ours =
        body.toString().contains("app_id=" + appKey)
            && body.toString().contains("app_secret=" + appSecret)
            && body.toString().contains("grant_type=refresh_token");
    String refresh = body.toString().replaceAll(".*refresh_token=(refresh-\\d+).*", "$1");
    if (!ours || !renew(refresh)) {
      return refusal(100200102, "refreshToken.discarded");
    }
    return new JsonObject()
        .put("result", 1)
        .put("access_token", accessToken)
        .put("refresh_token", refreshToken)
        .put("expires_in", 172800);
  }

  private static JsonObject refusal(long code, String words) {
    return new JsonObject().put("result", code).put("error_msg", words);
  }

  @Override
  JsonObject answer(HttpServerRequest request, Buffer body) {
    TreeMap<String, String> query = new TreeMap<>();
    request.params().forEach(p -> query.put(p.getKey(), p.getValue()));
    String sign = String.valueOf(query.remove("sign"));
    StringBuilder signed = new StringBuilder();
    query.forEach((name, value) -> signed.append(name).append('=').append(value).append('&'));
    if (!sign.equals(Signatures.md5(signed + "signSecret=" + SIGN_SECRET))
        || !appKey.equals(query.get("appkey"))
        || !request.path().equals("/" + query.get("method").replace('.', '/'))) {
      return refusal(100200999, "签名校验失败");
    }
    if (!accessToken.equals(query.get("access_token"))) {
      return refusal(24, "TOKEN过期，鉴权失败");
    }
    JsonObject parameter = new JsonObject(query.get("param"));
    return query.get("method").equals("open.order.detail")
        ? orderDetail(String.valueOf(parameter.getLong("oid")))
        : refundDetail(String.valueOf(parameter.getLong("refundId")));
  }

  private JsonObject orderDetail(String id) {
    FakeOrder order = order(id);
    if (order == null) {
      return refusal(802000, "订单不存在");
    }
    return new JsonObject()
        .put("result", 1)
        .put(
            "data",
            new JsonObject()
                .put(
                    "orderBaseInfo",
                    new JsonObject()
                        .put("oid", Long.parseLong(order.id()))
                        .put("status", order.paid() ? 30 : 10)
                        .put("buyerNick", RECEIVER)
                        .put("totalFee", order.amountFen()))
                .put(
                    "orderItemInfo",
                    new JsonObject()
                        .put("skuNick", order.sku())
                        .put("skuId", 77)
                        .put("itemTitle", "交城骏枣")
                        .put("num", order.units()))
                .put(
                    "orderAddress",
                    new JsonObject()
                        .put("consignee", RECEIVER)
                        .put("mobile", PHONE)
                        .put("address", STREET)));
  }

  private JsonObject refundDetail(String id) {
    FakeRefund refund = refund(id);
    if (refund == null) {
      return refusal(300011, "退款单不存在");
    }
    return new JsonObject()
        .put("result", 1)
        .put(
            "data",
            new JsonObject()
                .put("refundId", Long.parseLong(refund.id()))
                .put("oid", Long.parseLong(refund.orderId()))
                .put("handlingWay", 10)
                .put("status", refund.done() ? 60 : 10)
                .put("buyerPhone", PHONE)
                .put("refundFee", refund.amountFen()));
  }
}

package org.guchang.pending.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Xiaohongshu's one address: everything in one JSON body, the method among it. */
public final class FakeXiaohongshu extends FakePlatform {

  public FakeXiaohongshu(Vertx vertx) {
    super(vertx);
  }

  @Override
  public Map<String, String> api() {
    Map<String, String> api = super.api();
    api.put("appId", api.remove("appKey"));
    return api;
  }

  @Override
  boolean isTokenQuestion(HttpServerRequest request, Buffer body) {
    return body.toString().contains("oauth.refreshToken");
  }

  @Override
  JsonObject grant(HttpServerRequest request, Buffer body) {
    JsonObject question = body.toJsonObject();
    if (!isSigned(question) || !renew(question.getString("refreshToken"))) {
      return refusal("refreshToken 无效");
    }
    return success(
        new JsonObject()
            .put("accessToken", accessToken)
            .put("refreshToken", refreshToken)
            .put("accessTokenExpiresAt", 4_102_444_800_000L));
  }

  private boolean isSigned(JsonObject question) {
    String signed =
        question.getString("method")
            + "?appId="
            + appKey
            + "&timestamp="
            + question.getString("timestamp")
            + "&version=2.0"
            + appSecret;
    return Signatures.md5(signed).equals(question.getString("sign"));
  }

  private static JsonObject success(JsonObject data) {
    return new JsonObject().put("success", true).put("error_code", 0).put("data", data);
  }

  private static JsonObject refusal(String words) {
    return new JsonObject().put("success", false).put("error_code", -1).put("error_msg", words);
  }

  @Override
  JsonObject answer(HttpServerRequest request, Buffer body) {
    JsonObject question = body.toJsonObject();
    if (!isSigned(question)) {
      return refusal("签名错误");
    }
    if (!accessToken.equals(question.getString("accessToken"))) {
      return refusal("accessToken 已过期");
    }
    return question.getString("method").equals("order.getOrderDetail")
        ? orderDetail(question.getString("orderId"))
        : refundDetail(question.getString("returnsId"));
  }

  private JsonObject orderDetail(String id) {
    FakeOrder order = order(id);
    if (order == null) {
      return refusal("订单不存在");
    }
    JsonObject product =
        new JsonObject()
            .put("skuId", "5f0000000000000000000001")
            .put("erpcode", order.sku())
            .put("skuName", "交城骏枣")
            .put("skuQuantity", order.units())
            .put("totalPaidAmount", order.amountFen() - order.freightFen());
    return success(
        new JsonObject()
            .put("orderId", order.id())
            .put("orderStatus", order.paid() ? 4 : 1)
            .put("receiverName", RECEIVER)
            .put("receiverPhone", PHONE)
            .put("receiverAddress", STREET)
            .put("totalPayAmount", order.amountFen())
            .put("totalShippingFree", order.freightFen())
            .put("skuList", new JsonArray().add(product)));
  }

  /** After-sale answers come in an envelope within the envelope. */
  private JsonObject refundDetail(String id) {
    FakeRefund refund = refund(id);
    if (refund == null) {
      return refusal("售后单不存在");
    }
    JsonObject info =
        new JsonObject()
            .put("returnsId", refund.id())
            .put("orderId", refund.orderId())
            .put("status", refund.done() ? 4 : 1)
            .put("refundStatus", refund.done() ? 2 : 1)
            .put("refundAmountYuan", refund.amountFen() / 100.0);
    return success(
        new JsonObject()
            .put("code", 0)
            .put("success", true)
            .put("data", new JsonObject().put("afterSaleInfo", info)));
  }
}

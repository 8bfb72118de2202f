package org.guchang.pending.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.guchang.event.Line;
import org.guchang.pending.api.ApiFailure.Kind;
import org.guchang.pending.api.ApiHttp.Question;

/**
 * WeChat shop (微信小店). Catalog: {@code appId}, {@code appSecret}; {@code baseUrl} where it is
 * another.
 *
 * <p>How sure: the paths, the access token and the fields of order and after-sale order are in the
 * platform's own public pages (doc/channels, doc/store); amounts are fen. That {@code real_price}
 * is a line's whole price is said there too; where lines and {@code order_price} differ, freight or
 * a discount on the whole order is taken for the reason. The token comes from {@code stable_token},
 * which leaves the tokens of other systems alone. Nothing here was tried against the platform.
 */
final class WeixinShopApi implements PlatformApi {
  static final String URL = "https://api.weixin.qq.com";
  static final String TOKEN_PATH = "/cgi-bin/stable_token";
  static final String ORDER_PATH = "/channels/ec/order/get";
  static final String REFUND_PATH = "/channels/ec/aftersale/getaftersaleorder";

  private static final long UNPAID = 10;
  private static final Set<String> REFUNDED =
      Set.of("MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS");
  private static final Set<String> CLOSED =
      Set.of(
          "USER_CANCELD",
          "MERCHANT_REJECT_REFUND",
          "MERCHANT_REJECT_RETURN",
          "RETURN_CLOSED",
          "MERCHANT_FAIL",
          "MERCHANT_EXCHANGE_SUCCESS");

  /** Token invalid, of the wrong shape, or past its time. */
  private static final Set<Long> TOKEN_CODES = Set.of(40001L, 40014L, 42001L);

  /** The day's quota is used up, the minute's, or the app's. */
  private static final Set<Long> RATE_CODES = Set.of(45009L, 45011L, 10021044L);

  private static final long BUSY = -1;

  private final ApiHttp http;
  private final URI url;
  private final String appId;
  private final String appSecret;
  private final Tokens tokens;
  private final LongSupplier clock;

  WeixinShopApi(ApiAccess access, ApiHttp http, TokensOf tokens, LongSupplier clock) {
    this.http = http;
    this.url = access.address("baseUrl", URL);
    this.appId = access.required("appId");
    this.appSecret = access.required("appSecret");
    this.clock = clock;
    this.tokens = tokens.make(new Tokens.Seed("", "", false), appSecret, this::grant);
  }

  private Future<Tokens.Grant> grant(String refresh) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("grant_type", "client_credential")
            .put("appid", appId)
            .put("secret", appSecret);
    return http.ask(Question.json(url, TOKEN_PATH, body))
        .map(
            reply -> {
              String token = Reply.text(reply.body(), "access_token");
              long seconds = Reply.number(reply.body(), "expires_in");
              if (token == null || seconds <= 0) {
                long code = Reply.number(reply.body(), "errcode");
                Kind kind = code == BUSY ? Kind.AWAY : Kind.DENIED;
                throw new ApiFailure(kind, "no access token, code " + code);
              }
              return new Tokens.Grant(token, "", clock.getAsLong() + seconds * 1000);
            });
  }

  @Override
  public Future<Answer> order(String orderId) {
    return ask(ORDER_PATH, "order_id", orderId)
        .map(
            body -> {
              JsonNode order = body.path("order");
              Reply.mustBe(orderId, Reply.text(order, "order_id"));
              if (Reply.number(order, "status") == UNPAID) {
                return Answer.NOT_YET;
              }
              JsonNode detail = order.path("order_detail");
              long paidFen = Reply.fen(detail.path("price_info"), "order_price");
              return new Answer.Told(paidFen, OrderLines.fit(paidFen, lines(detail)));
            });
  }

  private static List<Line> lines(JsonNode detail) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode product : detail.path("product_infos")) {
      long units = Reply.units(product, "sku_cnt");
      long fen =
          product.hasNonNull("real_price")
              ? Reply.fen(product, "real_price")
              : Math.multiplyExact(Reply.fen(product, "sale_price"), units);
      lines.add(
          new Line(
              Reply.sku(product, "sku_code", "out_sku_id", "sku_id", "product_id"),
              Reply.name(product, "title"),
              units,
              fen));
    }
    return lines;
  }

  /**
   * The money is shared over the order's lines: the after-sale order names its product by the
   * platform's id alone.
   */
  @Override
  public Future<Answer> refund(String orderId, String refundId) {
    return ask(REFUND_PATH, "after_sale_order_id", refundId)
        .map(
            body -> {
              JsonNode refund = body.path("after_sale_order");
              Reply.mustBe(refundId, Reply.text(refund, "after_sale_order_id"));
              Reply.mustBe(orderId, Reply.text(refund, "order_id"));
              String status = refund.path("status").asText();
              if (CLOSED.contains(status)) {
                return Answer.NO_MONEY;
              }
              if (!REFUNDED.contains(status)) {
                return Answer.NOT_YET;
              }
              return new Answer.Told(Reply.fen(refund.path("refund_info"), "amount"), List.of());
            });
  }

  private Future<JsonNode> ask(String path, String field, String id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put(field, id);
    return tokens.with(
        token ->
            http.ask(
                    Question.json(
                        url, path + "?" + Signatures.encoded(Map.of("access_token", token)), body))
                .map(WeixinShopApi::accepted));
  }

  private static JsonNode accepted(Reply reply) {
    long code = Reply.number(reply.body(), "errcode");
    if (code == 0) {
      return reply.body();
    }
    Kind kind =
        TOKEN_CODES.contains(code)
            ? Kind.DENIED
            : RATE_CODES.contains(code)
                ? Kind.THROTTLED
                : code == BUSY ? Kind.AWAY : code == Reply.NO_NUMBER ? Kind.GARBLED : Kind.UNKNOWN;
    throw new ApiFailure(kind, "refused with code " + code);
  }
}

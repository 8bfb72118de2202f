package org.guchang.pending.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.guchang.event.Line;
import org.guchang.pending.api.ApiFailure.Kind;
import org.guchang.pending.api.ApiHttp.Question;
import org.jspecify.annotations.Nullable;

/**
 * Xiaohongshu (小红书). Catalog: {@code appId} (or {@code appKey}), {@code appSecret}, {@code
 * refreshToken} (and {@code accessToken}, if there is one); {@code baseUrl} and {@code path} where
 * they are others.
 *
 * <p>How sure: the one address, the parameters, the signature (over these alone, not over what is
 * asked) and the envelope are quoted from the platform's own pages by two independent users; {@code
 * totalPayAmount} and {@code totalPaidAmount} are fen and the former holds the freight, {@code
 * refundAmountYuan} is what really went back and only {@code refundStatus} 2 proves it. From
 * several libraries: the renewal of the token. Not established: the codes of a refusal, so that its
 * words are looked at; the numbers of an after-sale's status (4 done, 5 withdrawn, 6 closed, 9
 * turned down). Nothing here was tried against the platform.
 */
final class XiaohongshuApi implements PlatformApi {
  static final String URL = "https://ark.xiaohongshu.com";
  static final String PATH = "/ark/open_api/v3/common_controller";
  static final String TOKEN_METHOD = "oauth.refreshToken";
  static final String ORDER_METHOD = "order.getOrderDetail";
  static final String REFUND_METHOD = "afterSale.getAfterSaleInfo";
  private static final String VERSION = "2.0";

  private static final long UNPAID = 1;
  private static final long REFUNDING = 1;
  private static final long REFUNDED = 2;
  private static final long DONE = 4;
  private static final Set<Long> CLOSED = Set.of(5L, 6L, 9L);

  /** Times of the platform are milliseconds; one below is seconds. */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private final ApiHttp http;
  private final URI url;
  private final String path;
  private final String appId;
  private final String appSecret;
  private final Tokens tokens;
  private final LongSupplier clock;

  XiaohongshuApi(ApiAccess access, ApiHttp http, TokensOf tokens, LongSupplier clock) {
    this.http = http;
    this.url = access.address("baseUrl", URL);
    this.path = access.or("path", PATH);
    String id = access.optional("appId");
    this.appId = id == null ? access.required("appKey") : id;
    this.appSecret = access.required("appSecret");
    this.clock = clock;
    this.tokens =
        tokens.make(
            new Tokens.Seed(access.or("accessToken", ""), access.or("refreshToken", ""), true),
            appSecret,
            this::grant);
  }

  private Future<Tokens.Grant> grant(String refresh) {
    return http.ask(question(TOKEN_METHOD, "refreshToken", refresh, null))
        .map(
            reply -> {
              JsonNode data = reply.body().path("data");
              String access = Reply.text(data, "accessToken");
              String next = Reply.text(data, "refreshToken");
              long ends = Reply.number(data, "accessTokenExpiresAt");
              if (access == null || ends <= 0) {
                throw new ApiFailure(
                    Kind.DENIED,
                    "no access token, code " + Reply.number(reply.body(), "error_code"));
              }
              return new Tokens.Grant(
                  access, next == null ? "" : next, ends < FIRST_MILLIS ? ends * 1000 : ends);
            });
  }

  @Override
  public Future<Answer> order(String orderId) {
    return ask(ORDER_METHOD, "orderId", orderId)
        .map(
            order -> {
              Reply.mustBe(orderId, Reply.text(order, "orderId"));
              if (Reply.number(order, "orderStatus") == UNPAID) {
                return Answer.NOT_YET;
              }
              long paidFen = Reply.fen(order, "totalPayAmount");
              return new Answer.Told(paidFen, OrderLines.fit(paidFen, lines(order)));
            });
  }

  private static List<Line> lines(JsonNode order) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode product : order.path("skuList")) {
      lines.add(
          new Line(
              Reply.sku(product, "erpcode", "skuId"),
              Reply.name(product, "skuName"),
              Reply.units(product, "skuQuantity"),
              Reply.fen(product, "totalPaidAmount")));
    }
    return lines;
  }

  @Override
  public Future<Answer> refund(String orderId, String refundId) {
    return ask(REFUND_METHOD, "returnsId", refundId)
        .map(
            data -> {
              JsonNode refund = data.path("afterSaleInfo");
              Reply.mustBe(refundId, Reply.text(refund, "returnsId"));
              Reply.mustBe(orderId, Reply.text(refund, "orderId"));
              long refunded = Reply.number(refund, "refundStatus");
              if (refunded == REFUNDED) {
                return new Answer.Told(Reply.hundredths(refund, "refundAmountYuan"), List.of());
              }
              long status = Reply.number(refund, "status");
              boolean over = CLOSED.contains(status) || (status == DONE && refunded != REFUNDING);
              return over ? Answer.NO_MONEY : Answer.NOT_YET;
            });
  }

  private Future<JsonNode> ask(String method, String field, String id) {
    return tokens.with(
        token ->
            http.ask(question(method, field, id, token))
                .map(reply -> accepted(accepted(reply.body()))));
  }

  private Question question(String method, String field, String value, @Nullable String token) {
    String timestamp = Long.toString(clock.getAsLong() / 1000);
    String signed =
        method + "?appId=" + appId + "&timestamp=" + timestamp + "&version=" + VERSION + appSecret;
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("appId", appId)
            .put("method", method)
            .put("timestamp", timestamp)
            .put("version", VERSION)
            .put("sign", Signatures.md5(signed))
            .put(field, value);
    if (token != null) {
      body.put("accessToken", token);
    }
    return Question.json(url, path, body);
  }

  /**
   * What is in an envelope. After-sale answers come in two, the inner one with {@code code} in
   * place of {@code error_code}; what is in none is handed back as it is.
   */
  private static JsonNode accepted(JsonNode body) {
    boolean envelope = body.has("success") && (body.has("error_code") || body.has("code"));
    if (!envelope) {
      return body;
    }
    long code = Reply.number(body, body.has("error_code") ? "error_code" : "code");
    if (body.path("success").asBoolean() && code == 0 && body.path("data").isObject()) {
      return body.path("data");
    }
    @Nullable String words = Reply.text(body, "error_msg");
    throw Reply.refusal(Long.toString(code), words == null ? Reply.text(body, "msg") : words);
  }
}

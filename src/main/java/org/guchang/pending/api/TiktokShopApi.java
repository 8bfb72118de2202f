package org.guchang.pending.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.guchang.event.Line;
import org.guchang.pending.api.ApiFailure.Kind;
import org.guchang.pending.api.ApiHttp.Question;

/**
 * TikTok Shop. Catalog: {@code appKey}, {@code appSecret}, {@code refreshToken} (and {@code
 * accessToken}, if there is one), {@code shopCipher} where the platform asks for it; {@code
 * baseUrl}, {@code tokenUrl}, {@code path} and {@code currency} (else CNY) where they are others.
 *
 * <p>How sure: address, signature, header and renewal are agreed on by many independent users of
 * version 202309; the platform's own page is not public. Amounts are decimal text in the order's
 * currency: one in another currency than the catalog's is refused, never added up. How refunds are
 * asked for is not established, so a refund stays a to-do until somebody else tells its amount.
 * Nothing here was tried against the platform.
 */
final class TiktokShopApi implements PlatformApi {
  static final String URL = "https://open-api.tiktokglobalshop.com";
  static final String TOKEN_URL = "https://auth.tiktok-shops.com";
  static final String TOKEN_PATH = "/api/v2/token/refresh";
  static final String ORDER_PATH = "/order/202309/orders";
  static final String TOKEN_HEADER = "x-tts-access-token";

  private static final String UNPAID = "UNPAID";

  /** Codes of access tokens that are past their time, or not good for this. */
  private static final long FIRST_TOKEN_CODE = 105_000;

  private static final long LAST_TOKEN_CODE = 105_999;

  /** The platform tells when a token ends, some say in how many seconds; no token lives so long. */
  private static final long LONGEST_LIFE_SECONDS = 1_000_000_000;

  private final ApiHttp http;
  private final URI url;
  private final URI tokenUrl;
  private final String path;
  private final String appKey;
  private final String appSecret;
  private final String shopCipher;
  private final String currency;
  private final Tokens tokens;
  private final LongSupplier clock;

  TiktokShopApi(ApiAccess access, ApiHttp http, TokensOf tokens, LongSupplier clock) {
    this.http = http;
    this.url = access.address("baseUrl", URL);
    this.tokenUrl = access.address("tokenUrl", TOKEN_URL);
    this.path = access.or("path", ORDER_PATH);
    this.appKey = access.required("appKey");
    this.appSecret = access.required("appSecret");
    this.shopCipher = access.or("shopCipher", "");
    this.currency = access.or("currency", "CNY");
    this.clock = clock;
    this.tokens =
        tokens.make(
            new Tokens.Seed(access.or("accessToken", ""), access.or("refreshToken", ""), true),
            appSecret,
            this::grant);
  }

  private Future<Tokens.Grant> grant(String refresh) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("app_key", appKey);
    parameters.put("app_secret", appSecret);
    parameters.put("refresh_token", refresh);
    parameters.put("grant_type", "refresh_token");
    return http.ask(Question.get(tokenUrl, TOKEN_PATH + "?" + Signatures.encoded(parameters)))
        .map(
            reply -> {
              JsonNode data = reply.body().path("data");
              String access = Reply.text(data, "access_token");
              String next = Reply.text(data, "refresh_token");
              long ends = Reply.number(data, "access_token_expire_in");
              if (access == null || ends <= 0) {
                throw new ApiFailure(
                    Kind.DENIED, "no access token, code " + Reply.number(reply.body(), "code"));
              }
              long millis =
                  ends > LONGEST_LIFE_SECONDS ? ends * 1000 : clock.getAsLong() + ends * 1000;
              return new Tokens.Grant(access, next == null ? "" : next, millis);
            });
  }

  @Override
  public Future<Answer> order(String orderId) {
    return tokens
        .with(
            token ->
                http.ask(Question.get(url, target(orderId)).with(TOKEN_HEADER, token))
                    .map(TiktokShopApi::accepted))
        .map(
            data -> {
              JsonNode order = data.path("orders").path(0);
              if (order.isMissingNode()) {
                throw new ApiFailure(Kind.UNKNOWN, "no such order");
              }
              Reply.mustBe(orderId, Reply.text(order, "id"));
              if (UNPAID.equals(Reply.text(order, "status"))) {
                return Answer.NOT_YET;
              }
              JsonNode payment = order.path("payment");
              if (!currency.equals(Reply.text(payment, "currency"))) {
                throw new ApiFailure(Kind.GARBLED, "another currency than " + currency);
              }
              long paid = Reply.hundredths(payment, "total_amount");
              return new Answer.Told(paid, OrderLines.fit(paid, lines(order)));
            });
  }

  /** Each item of the platform's is one unit; those of one product make one line. */
  private static List<Line> lines(JsonNode order) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (JsonNode item : order.path("line_items")) {
      String sku = Reply.sku(item, "seller_sku", "sku_id", "product_id");
      Line one =
          new Line(sku, Reply.name(item, "product_name"), 1, Reply.hundredths(item, "sale_price"));
      lines.merge(
          sku,
          one,
          (sum, more) ->
              new Line(
                  sku,
                  sum.name(),
                  sum.quantity() + more.quantity(),
                  sum.amountFen() + more.amountFen()));
    }
    return new ArrayList<>(lines.values());
  }

  @Override
  public Future<Answer> refund(String orderId, String refundId) {
    return Future.failedFuture(
        new ApiFailure(Kind.UNKNOWN, "how this platform is asked for a refund is not established"));
  }

  /**
   * Signed: the secret around the path and the sorted parameters, without anything between names
   * and values.
   */
  private String target(String orderId) {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("app_key", appKey);
    parameters.put("ids", orderId);
    parameters.put("timestamp", Long.toString(clock.getAsLong() / 1000));
    if (!shopCipher.isEmpty()) {
      parameters.put("shop_cipher", shopCipher);
    }
    String signed =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + parameter.getValue())
            .collect(Collectors.joining("", appSecret + path, appSecret));
    parameters.put("sign", HexFormat.of().formatHex(Signatures.hmac(appSecret, signed)));
    return path + "?" + Signatures.encoded(parameters);
  }

  private static JsonNode accepted(Reply reply) {
    JsonNode body = reply.body();
    long code = Reply.number(body, "code");
    if (code == 0 && body.path("data").isObject()) {
      return body.path("data");
    }
    if ((code >= FIRST_TOKEN_CODE && code <= LAST_TOKEN_CODE) || reply.status() == 401) {
      throw new ApiFailure(Kind.DENIED, "refused with code " + code);
    }
    throw Reply.refusal(Long.toString(code), Reply.text(body, "message"));
  }
}

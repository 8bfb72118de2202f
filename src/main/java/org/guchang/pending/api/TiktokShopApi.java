package org.guchang.pending.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * <p>How sure (A official text, B several independent sources, D inferred): address, signature,
 * header and renewal are agreed on by many independent users of version 202309 [B]; the platform's
 * own page is not public. Amounts are decimal text in the order's currency: one in another currency
 * than the catalog's is refused, never added up.
 *
 * <p>Refunds: Search Returns and Search Cancellations, {@code POST} with {@code return_ids} or
 * {@code cancel_ids}; fields, statuses and {@code refund_amount.refund_total}, all that the buyer
 * gets back, are those of types that were generated from the platform's pages [A]; the body is
 * signed after the parameters [B]. A notification's id does not say which of the two it is of: it
 * is looked for among returns, then among cancellations, and the order it names must be the one
 * asked for [D]. Accepted is not yet given back: the money counts once the status says that it was
 * ({@code …_COMPLETE}) [A]. A cancellation whose amount is absent stays a to-do [D].
 *
 * <p>Nothing here was tried against the platform.
 */
final class TiktokShopApi implements PlatformApi {
  static final String URL = "https://open-api.tiktokglobalshop.com";
  static final String TOKEN_URL = "https://auth.tiktok-shops.com";
  static final String TOKEN_PATH = "/api/v2/token/refresh";
  static final String ORDER_PATH = "/order/202309/orders";
  static final String RETURNS_PATH = "/return_refund/202309/returns/search";
  static final String CANCELLATIONS_PATH = "/return_refund/202309/cancellations/search";
  static final String TOKEN_HEADER = "x-tts-access-token";

  private static final String UNPAID = "UNPAID";

  /**
   * A kind of request to give money back.
   *
   * @param filter member of the question that holds the ids
   * @param list member of the answer that holds the requests
   * @param done statuses in which the money was given back
   * @param closed statuses in which none will be
   */
  private record Requests(
      String path,
      String filter,
      String list,
      String id,
      String status,
      Set<String> done,
      Set<String> closed) {}

  private static final Requests RETURNS =
      new Requests(
          RETURNS_PATH,
          "return_ids",
          "return_orders",
          "return_id",
          "return_status",
          Set.of("RETURN_OR_REFUND_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_REFUND_SUCCESS"),
          Set.of(
              "REFUND_OR_RETURN_REQUEST_REJECT",
              "REJECT_RECEIVE_PACKAGE",
              "RETURN_OR_REFUND_REQUEST_CANCEL",
              "REPLACEMENT_REQUEST_REJECT",
              "REPLACEMENT_REQUEST_CANCEL",
              "REPLACEMENT_REQUEST_COMPLETE"));

  private static final Requests CANCELLATIONS =
      new Requests(
          CANCELLATIONS_PATH,
          "cancel_ids",
          "cancellations",
          "cancel_id",
          "cancel_status",
          Set.of("CANCELLATION_REQUEST_COMPLETE"),
          Set.of("CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_CANCELLED"));

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
                http.ask(
                        Question.get(url, target(path, Map.of("ids", orderId), ""))
                            .with(TOKEN_HEADER, token))
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
              mustBeOurs(payment);
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
    return find(RETURNS, refundId)
        .compose(
            found ->
                found.isMissingNode()
                    ? find(CANCELLATIONS, refundId)
                        .map(other -> answer(CANCELLATIONS, orderId, other))
                    : Future.succeededFuture(answer(RETURNS, orderId, found)));
  }

  /** The request of that id; a missing node when there is none. */
  private Future<JsonNode> find(Requests requests, String id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray(requests.filter).add(id);
    return tokens
        .with(
            token ->
                http.ask(
                        Question.json(
                                url,
                                target(requests.path, Map.of("page_size", "10"), body.toString()),
                                body)
                            .with(TOKEN_HEADER, token))
                    .map(TiktokShopApi::accepted))
        .map(
            data -> {
              for (JsonNode one : data.path(requests.list)) {
                if (id.equals(Reply.text(one, requests.id))) {
                  return one;
                }
              }
              return MissingNode.getInstance();
            });
  }

  private Answer answer(Requests requests, String orderId, JsonNode request) {
    if (request.isMissingNode()) {
      throw new ApiFailure(Kind.UNKNOWN, "no such return and no such cancellation");
    }
    Reply.mustBe(orderId, Reply.text(request, "order_id"));
    String status = request.path(requests.status).asText();
    if (requests.closed.contains(status)) {
      return Answer.NO_MONEY;
    }
    JsonNode amount = request.path("refund_amount");
    if (!requests.done.contains(status) || !amount.isObject()) {
      return Answer.NOT_YET;
    }
    mustBeOurs(amount);
    long fen = Reply.hundredths(amount, "refund_total");
    return fen == 0 ? Answer.NO_MONEY : new Answer.Told(fen, List.of());
  }

  private void mustBeOurs(JsonNode amount) {
    if (!currency.equals(Reply.text(amount, "currency"))) {
      throw new ApiFailure(Kind.GARBLED, "another currency than " + currency);
    }
  }

  /**
   * Signed: the secret around the path, the sorted parameters, without anything between names and
   * values, and the body.
   */
  private String target(String at, Map<String, String> asked, String body) {
    TreeMap<String, String> parameters = new TreeMap<>(asked);
    parameters.put("app_key", appKey);
    parameters.put("timestamp", Long.toString(clock.getAsLong() / 1000));
    if (!shopCipher.isEmpty()) {
      parameters.put("shop_cipher", shopCipher);
    }
    String signed =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + parameter.getValue())
            .collect(Collectors.joining("", appSecret + at, body + appSecret));
    parameters.put("sign", HexFormat.of().formatHex(Signatures.hmac(appSecret, signed)));
    return at + "?" + Signatures.encoded(parameters);
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

package org.guchang.pending.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.guchang.event.Line;
import org.guchang.pending.api.ApiFailure.Kind;
import org.guchang.pending.api.ApiHttp.Question;
import org.jspecify.annotations.Nullable;

/**
 * Kuaishou shop (快手小店). Catalog: {@code appKey}, {@code appSecret}, {@code signSecret}, {@code
 * refreshToken} (and {@code accessToken}, if there is one); {@code baseUrl} and {@code signMethod}
 * (MD5 or HMAC_SHA256) where they are others.
 *
 * <p>How sure: address, parameters and both signatures are in a mirror of the official page on
 * calling the API (doc 401853), the renewal, in which each refresh token works once, in that on
 * authorisation (401716). The methods and the names of the fields read here are confirmed by
 * several independent users. Not established: that {@code totalFee} is all that the buyer paid, and
 * its unit, for which fen is taken as one library does; the numbers of a refund's status but 60,
 * done, and 70, closed; the codes of an access token past its time, so that the words of a refusal
 * are looked at too. Nothing here was tried against the platform.
 */
final class KuaishouApi implements PlatformApi {
  static final String URL = "https://openapi.kwaixiaodian.com";
  static final String TOKEN_PATH = "/oauth2/refresh_token";
  static final String ORDER_METHOD = "open.order.detail";
  static final String REFUND_METHOD = "open.seller.order.refund.detail";
  private static final String HMAC = "HMAC_SHA256";

  private static final long OK = 1;
  private static final long UNPAID = 10;
  private static final long REFUND_DONE = 60;
  private static final long REFUND_CLOSED = 70;

  /** Return and refund, refund alone; the other ways are exchange, sending again, repair. */
  private static final Set<Long> WAYS_WITH_MONEY = Set.of(1L, 10L);

  /** Of the table of authorisation errors, from the first to the last that is ours. */
  private static final long FIRST_TOKEN_CODE = 100_200_100;

  private static final long LAST_TOKEN_CODE = 100_200_107;

  private final ApiHttp http;
  private final URI url;
  private final String appKey;
  private final String appSecret;
  private final String signSecret;
  private final String signMethod;
  private final Tokens tokens;
  private final LongSupplier clock;

  KuaishouApi(ApiAccess access, ApiHttp http, TokensOf tokens, LongSupplier clock) {
    this.http = http;
    this.url = access.address("baseUrl", URL);
    this.appKey = access.required("appKey");
    this.appSecret = access.required("appSecret");
    this.signSecret = access.required("signSecret");
    this.signMethod = access.or("signMethod", "MD5");
    this.clock = clock;
    this.tokens =
        tokens.make(
            new Tokens.Seed(access.or("accessToken", ""), access.or("refreshToken", ""), true),
            appSecret,
            this::grant);
  }

  private Future<Tokens.Grant> grant(String refresh) {
    String form =
        Signatures.encoded(
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refresh,
                "app_id",
                appKey,
                "app_secret",
                appSecret));
    return http.ask(Question.form(url, TOKEN_PATH, form))
        .map(
            reply -> {
              JsonNode body = reply.body();
              String access = Reply.text(body, "access_token");
              String next = Reply.text(body, "refresh_token");
              long seconds = Reply.number(body, "expires_in");
              if (Reply.number(body, "result") != OK || access == null || seconds <= 0) {
                throw new ApiFailure(
                    Kind.DENIED, "no access token, code " + Reply.number(body, "result"));
              }
              return new Tokens.Grant(
                  access, next == null ? "" : next, clock.getAsLong() + seconds * 1000);
            });
  }

  @Override
  public Future<Answer> order(String orderId) {
    return ask(ORDER_METHOD, "oid", orderId)
        .map(
            data -> {
              JsonNode order = data.path("orderBaseInfo");
              Reply.mustBe(orderId, Reply.text(order, "oid"));
              if (Reply.number(order, "status") == UNPAID) {
                return Answer.NOT_YET;
              }
              long fen = Reply.fen(order, "totalFee");
              return new Answer.Told(fen, line(fen, data.path("orderItemInfo")));
            });
  }

  /** An order of this platform is of one product. */
  private static List<Line> line(long fen, JsonNode item) {
    if (!item.isObject()) {
      return List.of(Line.untold(fen));
    }
    return List.of(
        new Line(
            Reply.sku(item, "skuNick", "relSkuId", "skuId", "itemId"),
            Reply.name(item, "itemTitle"),
            Reply.units(item, "num"),
            fen));
  }

  @Override
  public Future<Answer> refund(String orderId, String refundId) {
    return ask(REFUND_METHOD, "refundId", refundId)
        .map(
            data -> {
              Reply.mustBe(refundId, Reply.text(data, "refundId"));
              Reply.mustBe(orderId, Reply.text(data, "oid"));
              long status = Reply.number(data, "status");
              if (status == REFUND_CLOSED
                  || !WAYS_WITH_MONEY.contains(Reply.number(data, "handlingWay"))) {
                return Answer.NO_MONEY;
              }
              return status == REFUND_DONE
                  ? new Answer.Told(Reply.fen(data, "refundFee"), List.of())
                  : Answer.NOT_YET;
            });
  }

  private Future<JsonNode> ask(String method, String field, String id) {
    return tokens.with(
        token ->
            http.ask(Question.get(url, target(method, parameter(field, id), token)))
                .map(KuaishouApi::accepted));
  }

  /** The platform's ids are numbers; one that is none stays a text. */
  private static String parameter(String field, String id) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    // nineteen digits are a number too: it is written out digit by digit
    JsonNode value =
        id.matches("[1-9]\\d{0,18}") ? json.numberNode(new BigInteger(id)) : json.textNode(id);
    return json.objectNode().set(field, value).toString();
  }

  private String target(String method, String parameter, String token) {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("access_token", token);
    parameters.put("appkey", appKey);
    parameters.put("method", method);
    parameters.put("param", parameter);
    parameters.put("signMethod", signMethod);
    parameters.put("timestamp", Long.toString(clock.getAsLong()));
    parameters.put("version", "1");
    String text = Signatures.joined(parameters) + "&signSecret=" + signSecret;
    parameters.put(
        "sign",
        signMethod.equals(HMAC)
            ? Base64.getEncoder().encodeToString(Signatures.hmac(signSecret, text))
            : Signatures.md5(text));
    return "/" + method.replace('.', '/') + "?" + Signatures.encoded(parameters);
  }

  private static JsonNode accepted(Reply reply) {
    JsonNode body = reply.body();
    long result = Reply.number(body, "result");
    if (result == OK && body.path("data").isObject()) {
      return body.path("data");
    }
    if (result >= FIRST_TOKEN_CODE && result <= LAST_TOKEN_CODE) {
      throw new ApiFailure(Kind.DENIED, "refused with code " + result);
    }
    @Nullable String words = Reply.text(body, "error_msg");
    throw Reply.refusal(Long.toString(result), words == null ? Reply.text(body, "msg") : words);
  }
}

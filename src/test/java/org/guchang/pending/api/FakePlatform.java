package org.guchang.pending.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A platform's API as its partners meet it: a real server on a port of its own, in one platform's
 * dialect, that checks signatures and tokens, holds orders with their receivers, and can be unwell
 * in many ways.
 */
public abstract class FakePlatform implements AutoCloseable {
  /** In every answer of an order; nothing of it may be kept anywhere. */
  public static final String RECEIVER = "张三丰";

  public static final String PHONE = "13800138000";
  public static final String STREET = "龙泉路八号";

  /** How it answers what is asked. */
  public enum Mood {
    WELL,
    /** Takes the question and says nothing. */
    SILENT,
    /** Status 429. */
    THROTTLING,
    /** Status 503. */
    BROKEN,
    GARBAGE,
    /** JSON whose number has an exponent beyond any parser's reach. */
    BOTTOMLESS,
    ENORMOUS,
    REDIRECTING,
    /** Answers every question with the order before it. */
    CONFUSED
  }

  /**
   * @param amountFen all that was paid
   * @param freightFen of it, for the carriage
   */
  public record FakeOrder(
      String id, boolean paid, String sku, long units, long amountFen, long freightFen) {}

  public record FakeRefund(String id, String orderId, boolean done, long amountFen) {}

  public final Map<String, FakeOrder> orders = new ConcurrentHashMap<>();
  public final Map<String, FakeRefund> refunds = new ConcurrentHashMap<>();
  public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  public final AtomicInteger renewals = new AtomicInteger();
  public volatile Mood mood = Mood.WELL;
  public volatile int retryAfterSeconds;

  /** The one access token that is good; empty: none is until one is granted. */
  public volatile String accessToken = "access-0";

  /** Works once. */
  public volatile String refreshToken = "refresh-0";

  final String appKey = "app-key-1";
  final String appSecret = "app-secret-of-the-partner";

  private final Vertx vertx;
  private final HttpServer server;

  FakePlatform(Vertx vertx) {
    this.vertx = vertx;
    this.server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> heard(request, body)))
                .listen(0, "127.0.0.1"));
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** What the catalog of its partner says. */
  public Map<String, String> api() {
    Map<String, String> api = new LinkedHashMap<>();
    api.put("baseUrl", url());
    api.put("appKey", appKey);
    api.put("appSecret", appSecret);
    api.put("refreshToken", "refresh-0");
    api.put("accessToken", "access-0");
    return api;
  }

  public void put(FakeOrder order) {
    orders.put(order.id(), order);
  }

  public void put(FakeRefund refund) {
    refunds.put(refund.id(), refund);
  }

  private void heard(HttpServerRequest request, Buffer body) {
    if (isTokenQuestion(request, body)) {
      send(request, grant(request, body));
      return;
    }
    switch (mood) {
      case SILENT -> asked.add("silence");
      case THROTTLING -> {
        asked.add("throttled");
        if (retryAfterSeconds > 0) {
          request.response().putHeader("retry-after", String.valueOf(retryAfterSeconds));
        }
        request.response().setStatusCode(429).end("slow down");
      }
      case BROKEN -> {
        asked.add("broken");
        request.response().setStatusCode(503).end("<html>503</html>");
      }
      case BOTTOMLESS -> request.response().end("{\"amount\": 1e99999999999}");
      case GARBAGE -> request.response().end("{\"receiver\": \"" + RECEIVER + "\", oops");
      case ENORMOUS -> request.response().end("[" + "1,".repeat(1 << 20) + "1]");
      case REDIRECTING ->
          request.response().setStatusCode(302).putHeader("location", url() + "/else").end();
      default -> send(request, answer(request, body));
    }
  }

  private static void send(HttpServerRequest request, JsonObject answer) {
    request.response().putHeader("content-type", "application/json").end(answer.encode());
  }

  /** The order asked for, or another one when it is confused; null when it is not known. */
  FakeOrder order(String id) {
    asked.add(id);
    FakeOrder order = orders.get(id);
    return order == null || mood != Mood.CONFUSED
        ? order
        : new FakeOrder("9" + id, true, order.sku(), 1, 1, 0);
  }

  FakeRefund refund(String id) {
    asked.add(id);
    return refunds.get(id);
  }

  /** A new pair of tokens, if the refresh token is the one that is good. */
  boolean renew(String refresh) {
    if (!refreshToken.equals(refresh)) {
      return false;
    }
    int renewal = renewals.incrementAndGet();
    accessToken = "access-" + renewal;
    refreshToken = "refresh-" + renewal;
    return true;
  }

  abstract boolean isTokenQuestion(HttpServerRequest request, Buffer body);

  abstract JsonObject grant(HttpServerRequest request, Buffer body);

  abstract JsonObject answer(HttpServerRequest request, Buffer body);

  /** As far as its partners can tell it is gone. */
  public void goAway() {
    await(server.close());
  }

  static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within 10 s", e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  @Override
  public void close() {
    goAway();
  }
}

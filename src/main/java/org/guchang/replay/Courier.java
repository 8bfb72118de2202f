package org.guchang.replay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.guchang.ingest.WebhookSignature;

/**
 * Brings one delivery at a time to the partner door and stays until there is an answer. Busy (429),
 * away (503, other 5xx) and lost connections are tried again with the same id and body, signed
 * anew.
 */
final class Courier {
  /** Of one attempt, milliseconds; longer than a commit may take. */
  private static final long ATTEMPT_TIMEOUT = 15_000;

  /**
   * Between attempts, milliseconds: the first, doubled each time, up to the longest; half of it is
   * chance.
   */
  private static final long FIRST_PAUSE = 100;

  private static final long LONGEST_PAUSE = 4_000;

  /**
   * A restart of the server takes a minute at most; after three nobody comes back. Milliseconds.
   */
  private static final long PATIENCE = 180_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final RequestOptions request;
  private final String secret;

  Courier(
      Vertx vertx,
      HttpClientOptions transport,
      URI door,
      String partner,
      String secret,
      int connections) {
    if (door.getHost() == null || door.getScheme() == null || !door.getScheme().matches("https?")) {
      throw new IllegalArgumentException(
          "the partner door is a URL like http://127.0.0.1:8081, not " + door);
    }
    boolean tls = door.getScheme().equals("https");
    this.vertx = vertx;
    this.secret = secret;
    // a secret that cannot sign is found before the first delivery
    WebhookSignature.sign(secret, "check", 0, new byte[0]);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(transport)
                .setConnectTimeout(5_000)
                .setKeepAlive(true)
                .setSsl(tls),
            new PoolOptions().setHttp1MaxSize(connections));
    String path = door.getPath() == null || door.getPath().equals("/") ? "" : door.getPath();
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(door.getHost())
            .setPort(door.getPort() >= 0 ? door.getPort() : tls ? 443 : 80)
            .setURI(path + "/hooks/" + partner)
            .setTimeout(ATTEMPT_TIMEOUT);
  }

  /** Any answer but those that ask to try again. */
  record Answer(int status, Buffer body) {}

  /** Fails when patience has come to its end. {@code again} is run before each further attempt. */
  Future<Answer> deliver(ScriptedDelivery delivery, Runnable again) {
    return attempt(delivery, again, 0, System.nanoTime());
  }

  private Future<Answer> attempt(ScriptedDelivery delivery, Runnable again, int tried, long since) {
    return post(delivery)
        .transform(
            result -> {
              if (result.succeeded() && !asksAgain(result.result().status())) {
                return Future.succeededFuture(result.result());
              }
              String reason =
                  result.succeeded()
                      ? "status " + result.result().status()
                      : String.valueOf(result.cause().getMessage());
              if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) > PATIENCE) {
                return Future.failedFuture("after " + (tried + 1) + " attempts: " + reason);
              }
              again.run();
              return pause(tried).compose(over -> attempt(delivery, again, tried + 1, since));
            });
  }

  private static boolean asksAgain(int status) {
    return status == 429 || status >= 500;
  }

  private Future<Answer> post(ScriptedDelivery delivery) {
    long seconds = System.currentTimeMillis() / 1000;
    String signature =
        WebhookSignature.sign(secret, delivery.id(), seconds, delivery.body().getBytes());
    return client
        .request(request)
        .compose(
            post ->
                post.putHeader("content-type", delivery.contentType())
                    .putHeader(WebhookSignature.ID_HEADER, delivery.id())
                    .putHeader(WebhookSignature.TIMESTAMP_HEADER, String.valueOf(seconds))
                    .putHeader(WebhookSignature.SIGNATURE_HEADER, signature)
                    .send(delivery.body()))
        .compose(Courier::answer);
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), body));
  }

  private Future<Void> pause(int tried) {
    long most = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(tried, 10));
    Promise<Void> over = Promise.promise();
    vertx.setTimer(
        most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1), timer -> over.complete());
    return over.future();
  }

  Future<Void> close() {
    return client.close();
  }
}

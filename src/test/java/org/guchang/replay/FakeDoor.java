package org.guchang.replay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.guchang.ingest.WebhookSignature;

/**
 * A partner door that checks signatures, remembers what came and first behaves as badly as it is
 * told.
 */
final class FakeDoor {
  static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  /** What the first requests get instead of a receipt. */
  enum Trouble {
    BUSY,
    AWAY,
    HANGS_UP,
    REFUSES
  }

  record Seen(String path, String contentType, String id, Buffer body, boolean signed) {}

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  final Set<String> kept = new HashSet<>();
  final AtomicInteger underWay = new AtomicInteger();
  volatile int mostUnderWay;
  private final HttpServer server;
  private final List<Trouble> troubles;
  private int requests;

  private FakeDoor(Vertx vertx, List<Trouble> troubles) {
    this.server = vertx.createHttpServer();
    this.troubles = troubles;
    server.requestHandler(this::receive);
  }

  static Future<FakeDoor> open(Vertx vertx, Trouble... troubles) {
    FakeDoor door = new FakeDoor(vertx, List.of(troubles));
    return door.server.listen(0, "127.0.0.1").map(door);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  private void receive(HttpServerRequest request) {
    mostUnderWay = Math.max(mostUnderWay, underWay.incrementAndGet());
    request
        .body()
        .onSuccess(
            body -> {
              underWay.decrementAndGet();
              String id = request.getHeader("webhook-id");
              long time = Long.parseLong(request.getHeader("webhook-timestamp"));
              boolean signed =
                  WebhookSignature.sign(SECRET, id, time, body.getBytes())
                      .equals(request.getHeader("webhook-signature"));
              seen.add(
                  new Seen(request.path(), request.getHeader("content-type"), id, body, signed));
              answer(request, id, body, requests < troubles.size() ? troubles.get(requests) : null);
              requests++;
            });
  }

  private void answer(HttpServerRequest request, String id, Buffer body, Trouble trouble) {
    if (trouble == null) {
      int events =
          EveningFold.parse(body.getBytes()).isArray()
              ? EveningFold.parse(body.getBytes()).size()
              : 1;
      boolean fresh = kept.add(id);
      request
          .response()
          .end(
              "{\"accepted\":%d,\"duplicates\":%d,\"rejected\":[]}"
                  .formatted(fresh ? events : 0, fresh ? 0 : events));
      return;
    }
    switch (trouble) {
      case BUSY -> request.response().setStatusCode(429).end();
      case AWAY -> request.response().setStatusCode(503).end();
      case HANGS_UP -> request.connection().close();
      case REFUSES -> request.response().setStatusCode(401).end("{\"title\":\"no\"}");
    }
  }
}

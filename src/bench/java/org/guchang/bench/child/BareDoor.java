package org.guchang.bench.child;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The limit of the partner door: reads the body and answers 202. */
final class BareDoor implements Specimen {
  private @Nullable Vertx vertx;

  @Override
  public Map<String, String> start(Map<String, String> options) throws Exception {
    vertx = Transports.vertx(options.get("transport"), 1);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.body().onSuccess(body -> request.response().setStatusCode(202).end()));
    server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
    return Map.of("port", Integer.toString(server.actualPort()));
  }

  @Override
  public String answer(String question) {
    throw new IllegalArgumentException(question);
  }

  @Override
  public void stop() throws Exception {
    if (vertx != null) {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }
}

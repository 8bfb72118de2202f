package org.guchang.guide;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guchang.config.Settings;
import org.guchang.config.SettingsLoader;

/** The guide on a port of its own, without the rest of the partner door. */
final class ServedGuide implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  ServedGuide() throws Exception {
    Guide guide = new Guide(limits());
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (!guide.test(request)) {
                    request.response().setStatusCode(404).end();
                  }
                })
            .listen(0, "127.0.0.1")
            .await(20, TimeUnit.SECONDS);
  }

  /** As they are where nothing is set. */
  static Settings.Limits limits() throws Exception {
    return SettingsLoader.load((java.nio.file.Path) null, java.util.Map.of()).limits();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }
}

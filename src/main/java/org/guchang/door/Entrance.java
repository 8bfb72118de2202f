package org.guchang.door;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.jspecify.annotations.Nullable;

/** How one door is opened. May be used by several instances of the door at once. */
public final class Entrance {
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  private final DoorName name;
  private final Door at;
  private final @Nullable TlsGuard guard;
  private final int hstsSeconds;

  Entrance(DoorName name, Door at, @Nullable TlsGuard guard, int hstsSeconds) {
    this.name = name;
    this.at = at;
    this.guard = guard;
    this.hstsSeconds = hstsSeconds;
  }

  /** Without TLS, for a door that stands alone. */
  public static Entrance plain(DoorName name, Door at) {
    return new Entrance(name, at, null, 0);
  }

  /** To be made more particular by the door, and given back to {@link #open}. */
  public HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(at.host())
        .setPort(at.port())
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false);
  }

  /**
   * Listens where the options say, on the event loop it is called on.
   *
   * @param invalid answers what is not HTTP
   */
  public Future<HttpServer> open(
      Vertx vertx,
      HttpServerOptions options,
      Handler<HttpServerRequest> requests,
      Handler<HttpServerRequest> invalid) {
    TlsGuard tls = guard;
    if (tls != null) {
      tls.into(options, name);
    }
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> requests.handle(headed(request)))
        .invalidRequestHandler(request -> invalid.handle(headed(request)))
        .listen()
        .onSuccess(
            listening -> {
              if (tls != null) {
                tls.guard(name, listening);
              }
            });
  }

  /** What every answer says unless the door says something else. */
  private HttpServerRequest headed(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response
        .putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("cross-origin-resource-policy", "same-origin");
    if (guard != null && hstsSeconds > 0) {
      response.putHeader("strict-transport-security", "max-age=" + hstsSeconds);
    }
    return request;
  }
}

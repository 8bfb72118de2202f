package org.guchang.screen;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which page asks. A browser says so with every WebSocket and every form, and no page can make it
 * say otherwise; programs say nothing.
 *
 * @param publicUrl where browsers reach the door; null: where it listens
 */
record Origins(@Nullable String publicUrl) {

  /** The page is known to be another's. */
  boolean isForeign(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !isOwn(origin, request);
  }

  /** The page is known to be ours. */
  boolean isOurs(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && isOwn(origin, request);
  }

  private boolean isOwn(String origin, HttpServerRequest request) {
    if (origin.equalsIgnoreCase(publicUrl)) {
      return true;
    }
    String host = request.getHeader(HttpHeaders.HOST);
    return host != null
        && (origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }
}

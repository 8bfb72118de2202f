package org.guchang.screen;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client has to say to open a WebSocket: RFC 6455, section 4.2.1. */
final class Handshake {
  /** 16 bytes in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private Handshake() {}

  /** Whether it wants to speak WebSocket at all. */
  static boolean isWanted(HttpServerRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /** Null when nothing is wrong. */
  static @Nullable String fault(HttpServerRequest request) {
    if (!HttpMethod.GET.equals(request.method()) || request.version() != HttpVersion.HTTP_1_1) {
      return "A WebSocket is opened by GET of HTTP/1.1";
    }
    String connection = request.getHeader(HttpHeaders.CONNECTION);
    if (connection == null || !connection.toLowerCase(Locale.ROOT).contains("upgrade")) {
      return "Connection has to be Upgrade";
    }
    String key = request.getHeader("sec-websocket-key");
    if (key == null || !KEY.matcher(key).matches()) {
      return "Sec-WebSocket-Key has to be 16 bytes in base64";
    }
    return null;
  }

  /** The only one there is. */
  static boolean isVersion13(HttpServerRequest request) {
    return "13".equals(request.getHeader("sec-websocket-version"));
  }
}

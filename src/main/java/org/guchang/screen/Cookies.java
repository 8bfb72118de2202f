package org.guchang.screen;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of the screen door: never for a script, never with what another site sends off, and
 * over TLS alone where there is TLS.
 *
 * @param secure whether browsers come by TLS, as {@code access.public-url} says, whatever ends it
 */
record Cookies(boolean secure) {
  /** With TLS a name that a browser keeps no other host, path or plain connection from setting. */
  private static final String TICKET = "guchang";

  private static final String STATE = "guchang-login";
  private static final String HOST = "__Host-";

  /**
   * @param publicUrl where browsers reach the door; null: where it listens
   */
  static Cookies of(@Nullable String publicUrl) {
    return new Cookies(publicUrl != null && publicUrl.startsWith("https:"));
  }

  @Nullable String ticket(HttpServerRequest request) {
    return read(request, TICKET);
  }

  void giveTicket(HttpServerRequest request, String ticket, long seconds) {
    give(request, TICKET, ticket, seconds);
  }

  void takeTicket(HttpServerRequest request) {
    give(request, TICKET, "", 0);
  }

  /** What is remembered while an identity provider asks. */
  @Nullable String state(HttpServerRequest request) {
    return read(request, STATE);
  }

  void giveState(HttpServerRequest request, String state, long seconds) {
    give(request, STATE, state, seconds);
  }

  void takeState(HttpServerRequest request) {
    give(request, STATE, "", 0);
  }

  private @Nullable String read(HttpServerRequest request, String name) {
    Cookie cookie = request.getCookie(name(request, name));
    return cookie == null ? null : cookie.getValue();
  }

  private void give(HttpServerRequest request, String name, String value, long seconds) {
    request
        .response()
        .addCookie(
            Cookie.cookie(name(request, name), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(isSecure(request))
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds));
  }

  private String name(HttpServerRequest request, String name) {
    return isSecure(request) ? HOST + name : name;
  }

  private boolean isSecure(HttpServerRequest request) {
    return secure || request.isSSL();
  }
}

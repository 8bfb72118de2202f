package org.guchang.screen;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a screen said of itself when it came, cut to a length; each is null when it said nothing.
 *
 * @param agent its browser
 * @param forwardedFor whom a proxy says it speaks for; anybody can say so
 * @param layout of its page
 */
record Visitor(@Nullable String agent, @Nullable String forwardedFor, @Nullable String layout) {
  private static final int MOST_CHARS = 160;
  private static final int MOST_ADDRESS_CHARS = 64;
  private static final int MOST_LAYOUT_CHARS = 16;

  /** A county's screens are of few kinds, so that thousands share one text. */
  private static final int MOST_SHARED = 200;

  private static final Map<String, String> SHARED = new ConcurrentHashMap<>();

  static Visitor of(HttpServerRequest request) {
    String agent = cut(request.getHeader(HttpHeaders.USER_AGENT), MOST_CHARS);
    return new Visitor(
        agent == null ? null : shared(agent),
        cut(request.getHeader("x-forwarded-for"), MOST_ADDRESS_CHARS),
        shared(cut(request.getParam("layout"), MOST_LAYOUT_CHARS)));
  }

  private static @Nullable String shared(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String known = SHARED.get(text);
    if (known != null) {
      return known;
    }
    if (SHARED.size() < MOST_SHARED) {
      SHARED.put(text, text);
    }
    return text;
  }

  /** Nothing that would move an operator's terminal. */
  static @Nullable String cut(@Nullable String said, int most) {
    if (said == null || said.isBlank()) {
      return null;
    }
    String text = said.length() > most ? said.substring(0, most) + "…" : said;
    return text.replaceAll("\\p{C}", "?").strip();
  }
}

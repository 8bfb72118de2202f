package org.guchang.ops;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.access.BoardPatterns;
import org.guchang.access.OpsTokens;
import org.guchang.access.Principal;
import org.guchang.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask and who may change things at the ops door. Where there are tokens each request needs
 * one, {@code Authorization: Bearer …}: {@code metrics} reads {@code /metrics} and {@code /health},
 * {@code viewer} reads everything, {@code operator} and {@code administrator} change things too.
 * Where there are none, on loopback, nobody is asked. Either way a page of another site gets
 * nothing done by way of the browser it is open in.
 */
public final class OpsGate implements Handler<RoutingContext> {
  /** Among the routes of the door: before whatever else there is. */
  public static final int ORDER = -2;

  private static final String BEARER = "bearer ";

  /** Who looks at meters without being asked. */
  private static final Principal PROBE = new Principal("anybody", Role.METRICS, BoardPatterns.NONE);

  private final Supplier<OpsTokens> tokens;
  private final boolean probesOpen;
  private final LongSupplier clock;

  /**
   * @param tokens as they are now
   * @param probesOpen whether meters and health are read without one
   */
  public OpsGate(Supplier<OpsTokens> tokens, boolean probesOpen, LongSupplier clock) {
    this.tokens = tokens;
    this.probesOpen = probesOpen;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (isForeign(request)) {
      OpsAnswers.problem(ctx, 403, "Not from this page", "The Origin is another than this door");
      return;
    }
    OpsTokens known = tokens.get();
    if (known.isEmpty()) {
      Principal.ANYBODY.enter(ctx);
      ctx.next();
    } else if (probesOpen && isProbe(ctx)) {
      PROBE.enter(ctx);
      ctx.next();
    } else {
      ask(ctx, known);
    }
  }

  private void ask(RoutingContext ctx, OpsTokens known) {
    HttpServerRequest request = ctx.request();
    String token = token(request);
    Principal holder = token == null ? null : known.holder(token, clock.getAsLong());
    if (holder == null) {
      ctx.response().putHeader("www-authenticate", "Bearer realm=\"guchang ops\"");
      String detail =
          token == null
              ? "Send Authorization: Bearer and a token; a command takes it from --token-file or"
                  + " GUCHANG_TOKEN"
              : "This token is not known here, or is over";
      OpsAnswers.problem(ctx, 401, "A token is needed", detail);
      return;
    }
    holder.enter(ctx);
    Role needed = needed(ctx);
    if (holder.role().includes(needed)) {
      ctx.next();
    } else {
      OpsAnswers.problem(
          ctx, 403, "Not with this token", "The role " + needed.word() + " is needed for that");
    }
  }

  private static Role needed(RoutingContext ctx) {
    if (!isRead(ctx.request())) {
      return Role.OPERATOR;
    }
    return isProbe(ctx) ? Role.METRICS : Role.VIEWER;
  }

  /** By the path that routes are chosen by: {@code /health/../sessions} is sessions. */
  private static boolean isProbe(RoutingContext ctx) {
    String path = ctx.normalizedPath();
    return isRead(ctx.request()) && (path.equals("/metrics") || path.startsWith("/health/"));
  }

  private static boolean isRead(HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
  }

  private static @Nullable String token(HttpServerRequest request) {
    String said = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer = said != null && said.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return said == null || !bearer ? null : said.substring(BEARER.length()).strip();
  }

  /** Programs send no Origin; a browser sends that of the page. */
  private static boolean isForeign(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String host = request.getHeader(HttpHeaders.HOST);
    return origin != null
        && !origin.equalsIgnoreCase("http://" + host)
        && !origin.equalsIgnoreCase("https://" + host);
  }
}

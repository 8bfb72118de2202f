package org.guchang.app;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.guchang.config.CatalogHolder;
import org.guchang.ledger.SessionWipe;
import org.guchang.ledger.SessionWipe.NotWiped;
import org.guchang.ledger.SessionWipe.Reason;
import org.guchang.log.Field;
import org.guchang.ops.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /sessions/{id}/wipe} at the ops door: 200 with {@code {"session","keys"}}; a problem
 * of RFC 9457, 404 for a session that is none and 409 for one that is no rehearsal.
 */
final class WipeRoute implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(WipeRoute.class);

  private final CatalogHolder catalog;
  private final Supplier<SessionWipe> wipes;

  /**
   * @param wipes called once, on the door's event loop
   */
  WipeRoute(CatalogHolder catalog, Supplier<SessionWipe> wipes) {
    this.catalog = catalog;
    this.wipes = wipes;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    SessionWipe wipe = wipes.get();
    router.post("/sessions/:id/wipe").handler(ctx -> wipe(wipe, ctx, ctx.pathParam("id")));
  }

  private void wipe(SessionWipe wipe, RoutingContext ctx, String session) {
    wipe.wipe(catalog.current(), session)
        .onSuccess(
            keys -> {
              LOG.atInfo()
                  .addKeyValue(Field.SESSION.key, session)
                  .log("The session was wiped: {} keys went", keys);
              answer(
                  ctx,
                  200,
                  "application/json",
                  new JsonObject().put("session", session).put("keys", keys));
            })
        .onFailure(
            failure -> {
              if (failure instanceof NotWiped refused) {
                int status = refused.reason() == Reason.LIVE_SESSION ? 409 : 404;
                answer(ctx, status, "application/problem+json", problem(status, refused));
              } else {
                ctx.fail(failure);
              }
            });
  }

  private static JsonObject problem(int status, NotWiped refused) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", "Nothing was wiped")
        .put("status", status)
        .put("detail", refused.getMessage());
  }

  private static void answer(RoutingContext ctx, int status, String type, JsonObject body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode())
        .onFailure(gone -> LOG.debug("The asker left", gone));
  }
}

package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.guchang.config.CatalogHolder;
import org.guchang.ledger.SessionWipe;
import org.guchang.ledger.SessionWipe.NotWiped;
import org.guchang.ledger.SessionWipe.Reason;
import org.guchang.log.Field;
import org.guchang.ops.ChangeNote;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
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
    OpsAnswers.answer(
        ctx,
        wipe.wipe(catalog.current(), session)
            .onSuccess(
                keys ->
                    LOG.atInfo()
                        .addKeyValue(Field.SESSION.key, session)
                        .log("The session was wiped: {} keys went", keys))
            .onSuccess(keys -> ChangeNote.leave(ctx, keys + " keys", "no keys"))
            .map(keys -> new JsonObject().put("session", session).put("keys", keys))
            .recover(
                failure ->
                    Future.failedFuture(
                        failure instanceof NotWiped refused ? problem(refused) : failure)));
  }

  private static OpsProblem problem(NotWiped refused) {
    int status = refused.reason() == Reason.LIVE_SESSION ? 409 : 404;
    return new OpsProblem(status, "Nothing was wiped", String.valueOf(refused.getMessage()));
  }
}

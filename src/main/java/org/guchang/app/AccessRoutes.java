package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.guchang.access.AccessHolder;
import org.guchang.access.AccessList;
import org.guchang.access.AccessProblems;
import org.guchang.access.AccessRoles;
import org.guchang.ops.ChangeNote;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /access/reload} at the ops door: reads the file of {@code access.users} anew. 200
 * with how many users, tokens and rules there are; 422 with every problem, and the old list stays.
 */
final class AccessRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(AccessRoutes.class);

  private final Vertx vertx;
  private final AccessHolder list;

  AccessRoutes(Vertx vertx, AccessHolder list) {
    this.vertx = vertx;
    this.list = list;
  }

  @Override
  public void mount(Router router, Vertx on) {
    router.post("/access/reload").handler(ctx -> OpsAnswers.answer(ctx, reload(ctx)));
  }

  private Future<JsonObject> reload(RoutingContext ctx) {
    AccessList before = list.current();
    return vertx
        .executeBlocking(list::reload)
        .onSuccess(
            after ->
                ChangeNote.leave(
                    ctx,
                    new JsonArray(AccessRoles.gone(before, after)),
                    new JsonArray(AccessRoles.gone(after, before))))
        .map(AccessRoutes::told)
        .onSuccess(told -> LOG.info("Who may see and change was read anew"))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof AccessProblems problems ? problem(problems) : failure));
  }

  private static JsonObject told(AccessList list) {
    return new JsonObject()
        .put("users", list.users().size())
        .put("tokens", list.tokens().size())
        .put("claims", list.rules().size());
  }

  private static OpsProblem problem(AccessProblems problems) {
    JsonArray errors = new JsonArray();
    problems
        .problems()
        .forEach(
            each ->
                errors.add(new JsonObject().put("where", each.where()).put("detail", each.what())));
    return new OpsProblem(
        422, "The list of users cannot be used", "The old one stays in use", errors);
  }
}

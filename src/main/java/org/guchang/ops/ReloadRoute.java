package org.guchang.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.guchang.config.CatalogDiff;
import org.guchang.config.CatalogProblems;
import org.guchang.config.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /catalog/reload}: 200 with, by kind, {@code {"added","removed","changed","entries":
 * [{"id","fate","fields":[{"field","from","to"}]}],"left"}}; 422 with every problem, {@code
 * errors:[{"where","detail"}]}, and then the old catalog stays.
 */
final class ReloadRoute implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadRoute.class);

  private final CatalogReload reload;

  ReloadRoute(CatalogReload reload) {
    this.reload = reload;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    router.post("/catalog/reload").handler(ctx -> OpsAnswers.answer(ctx, run(ctx)));
  }

  private Future<JsonObject> run(RoutingContext ctx) {
    return reload
        .run()
        .onSuccess(diff -> LOG.info("The catalog was read anew: {}", counts(diff)))
        .onSuccess(diff -> ChangeNote.leave(ctx, null, counts(diff)))
        .map(ReloadRoute::json)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof CatalogProblems problems ? refused(problems) : failure));
  }

  private static String counts(CatalogDiff diff) {
    StringBuilder counts = new StringBuilder();
    diff.kinds()
        .forEach(
            (name, kind) ->
                counts
                    .append(counts.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(" +" + kind.added() + " -" + kind.removed() + " ~" + kind.changed()));
    return counts.toString();
  }

  private static JsonObject json(CatalogDiff diff) {
    JsonObject told = new JsonObject();
    diff.kinds()
        .forEach(
            (name, kind) -> {
              JsonArray entries = new JsonArray();
              kind.entries().forEach(entry -> entries.add(json(entry)));
              told.put(
                  name,
                  new JsonObject()
                      .put("added", kind.added())
                      .put("removed", kind.removed())
                      .put("changed", kind.changed())
                      .put("entries", entries)
                      .put("left", kind.left()));
            });
    return told;
  }

  private static JsonObject json(CatalogDiff.Entry entry) {
    JsonArray fields = new JsonArray();
    entry
        .fields()
        .forEach(
            field ->
                fields.add(
                    new JsonObject()
                        .put("field", field.name())
                        .put("from", field.from())
                        .put("to", field.to())));
    return new JsonObject()
        .put("id", entry.id())
        .put("fate", entry.fate().wireName())
        .put("fields", fields);
  }

  private static OpsProblem refused(CatalogProblems problems) {
    LOG.warn("The catalog was not replaced: {}", problems.getMessage());
    JsonArray errors = new JsonArray();
    for (Problem problem : problems.problems()) {
      errors.add(new JsonObject().put("where", problem.where()).put("detail", problem.what()));
    }
    return new OpsProblem(
        422,
        "The catalog cannot be used; the old one stays",
        errors.size() == 1 ? "1 problem" : errors.size() + " problems",
        errors);
  }
}

package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionReader;
import org.guchang.config.CatalogHolder;
import org.guchang.config.WordList;
import org.guchang.log.Field;
import org.guchang.ops.ChangeNote;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.guchang.redis.HiddenComments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comments at the ops door. {@code GET /sessions/{id}/comments}: the newest, each with its {@code
 * state}, shown, masked, held or hidden. {@code POST /sessions/{id}/comments/{comment}/hide} and
 * {@code …/show}: 200 with {@code {"session","comment","hidden","changed"}}; a problem of RFC 9457,
 * 404, for a session that is none and for a comment that is not among the newest.
 */
final class CommentRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(CommentRoutes.class);

  private final CatalogHolder catalog;
  private final Supplier<Means> means;

  /** By what they are read and hidden. */
  record Means(SessionReader reader, HiddenComments hidden) {}

  /**
   * @param means called once, on the door's event loop
   */
  CommentRoutes(CatalogHolder catalog, Supplier<Means> means) {
    this.catalog = catalog;
    this.means = means;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    Means at = means.get();
    router
        .get("/sessions/:id/comments")
        .handler(ctx -> OpsAnswers.answer(ctx, list(at, ctx.pathParam("id"))));
    router.post("/sessions/:id/comments/:comment/hide").handler(ctx -> set(at, ctx, true));
    router.post("/sessions/:id/comments/:comment/show").handler(ctx -> set(at, ctx, false));
  }

  private void set(Means at, RoutingContext ctx, boolean hidden) {
    OpsAnswers.answer(
        ctx,
        set(at, ctx.pathParam("id"), ctx.pathParam("comment"), hidden)
            .onSuccess(
                told ->
                    ChangeNote.leave(
                        ctx, word(told.getBoolean("changed") != hidden), word(hidden))));
  }

  private static String word(boolean hidden) {
    return hidden ? "hidden" : "shown";
  }

  private Future<JsonObject> list(Means at, String session) {
    return figures(at, session)
        .map(
            figures -> {
              JsonArray comments = new JsonArray();
              figures.comments().forEach(comment -> comments.add(row(figures, comment)));
              return new JsonObject().put("session", session).put("comments", comments);
            });
  }

  private JsonObject row(SessionFigures figures, SessionFigures.Comment comment) {
    WordList words = catalog.current().words();
    WordList.Verdict nickname = words.judge(comment.nickname());
    WordList.Verdict text = words.judge(comment.text());
    boolean masked =
        !nickname.text().equals(comment.nickname()) || !text.text().equals(comment.text());
    String state = nickname.held() || text.held() ? "held" : masked ? "masked" : "shown";
    return new JsonObject()
        .put("id", comment.id())
        .put("at", Instant.ofEpochMilli(comment.at()).toString())
        .put("platform", comment.platform())
        .put("nickname", comment.nickname())
        .put("text", comment.text())
        .put("state", figures.hidden().contains(comment.id()) ? "hidden" : state);
  }

  private Future<JsonObject> set(Means at, String session, String comment, boolean hidden) {
    return figures(at, session)
        .compose(
            figures ->
                isThere(figures, comment)
                    ? at.hidden().set(session, comment, hidden)
                    : Future.failedFuture(missing(session, comment)))
        .onSuccess(
            changed ->
                LOG.atInfo()
                    .addKeyValue(Field.SESSION.key, session)
                    .log("Comment {} is {}", comment, hidden ? "hidden" : "shown"))
        .map(
            changed ->
                new JsonObject()
                    .put("session", session)
                    .put("comment", comment)
                    .put("hidden", hidden)
                    .put("changed", changed));
  }

  private Future<SessionFigures> figures(Means at, String session) {
    Set<String> known = catalog.current().sessions().keySet();
    return known.contains(session)
        ? at.reader().read(session, null)
        : Future.failedFuture(
            missing(
                "Session "
                    + session
                    + " is not in the catalog; there are "
                    + String.join(", ", known)));
  }

  private static boolean isThere(SessionFigures figures, String comment) {
    return figures.hidden().contains(comment)
        || figures.comments().stream().anyMatch(each -> each.id().equals(comment));
  }

  private static OpsProblem missing(String session, String comment) {
    return missing(
        "Comment "
            + comment
            + " is not among the newest of session "
            + session
            + "; GET /sessions/"
            + session
            + "/comments lists them");
  }

  private static OpsProblem missing(String detail) {
    return new OpsProblem(404, "There is no such comment", detail);
  }
}

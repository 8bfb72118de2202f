package org.guchang.app;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.function.Supplier;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionReader;
import org.guchang.config.CatalogHolder;
import org.guchang.config.WordList;
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
    router.get("/sessions/:id/comments").handler(ctx -> list(at, ctx));
    router.post("/sessions/:id/comments/:comment/hide").handler(ctx -> set(at, ctx, true));
    router.post("/sessions/:id/comments/:comment/show").handler(ctx -> set(at, ctx, false));
  }

  private void list(Means at, RoutingContext ctx) {
    String session = ctx.pathParam("id");
    if (isUnknown(ctx, session)) {
      return;
    }
    at.reader()
        .read(session, null)
        .onSuccess(
            figures -> {
              JsonArray comments = new JsonArray();
              figures.comments().forEach(comment -> comments.add(row(figures, comment)));
              answer(ctx, 200, new JsonObject().put("session", session).put("comments", comments));
            })
        .onFailure(ctx::fail);
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

  private void set(Means at, RoutingContext ctx, boolean hidden) {
    String session = ctx.pathParam("id");
    String comment = ctx.pathParam("comment");
    if (isUnknown(ctx, session)) {
      return;
    }
    at.reader()
        .read(session, null)
        .onSuccess(
            figures -> {
              if (figures.hidden().contains(comment)
                  || figures.comments().stream().anyMatch(each -> each.id().equals(comment))) {
                set(at, ctx, session, comment, hidden);
              } else {
                missing(
                    ctx,
                    "Comment "
                        + comment
                        + " is not among the newest of session "
                        + session
                        + "; GET /sessions/"
                        + session
                        + "/comments lists them");
              }
            })
        .onFailure(ctx::fail);
  }

  private static void set(
      Means at, RoutingContext ctx, String session, String comment, boolean hidden) {
    at.hidden()
        .set(session, comment, hidden)
        .onSuccess(
            changed -> {
              LOG.info(
                  "Comment {} of session {} is {}", comment, session, hidden ? "hidden" : "shown");
              answer(
                  ctx,
                  200,
                  new JsonObject()
                      .put("session", session)
                      .put("comment", comment)
                      .put("hidden", hidden)
                      .put("changed", changed));
            })
        .onFailure(ctx::fail);
  }

  private boolean isUnknown(RoutingContext ctx, String session) {
    if (catalog.current().sessions().containsKey(session)) {
      return false;
    }
    missing(
        ctx,
        "Session "
            + session
            + " is not in the catalog; there are "
            + String.join(", ", catalog.current().sessions().keySet()));
    return true;
  }

  private static void missing(RoutingContext ctx, String detail) {
    answer(
        ctx,
        404,
        new JsonObject()
            .put("type", "about:blank")
            .put("title", "There is no such comment")
            .put("status", 404)
            .put("detail", detail));
  }

  private static void answer(RoutingContext ctx, int status, JsonObject body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader(
            HttpHeaders.CONTENT_TYPE,
            status == 200 ? "application/json" : "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode())
        .onFailure(gone -> LOG.debug("The asker left", gone));
  }
}

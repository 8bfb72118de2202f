package org.guchang.ops;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the ops door answers: JSON that nobody keeps, and problems of RFC 9457. */
public final class OpsAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(OpsAnswers.class);
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private OpsAnswers() {}

  /** 200 with what {@code asked} comes to; an {@link OpsProblem} as such. */
  public static void answer(RoutingContext ctx, Future<JsonObject> asked) {
    asked.onSuccess(told -> json(ctx, 200, told)).onFailure(ctx::fail);
  }

  /** The object that the body is; null when it is anything else, or nothing. */
  public static @Nullable JsonObject body(RoutingContext ctx) {
    try {
      return ctx.body().asJsonObject();
    } catch (DecodeException | ClassCastException notAnObject) {
      LOG.debug("No JSON object", notAnObject);
      return null;
    }
  }

  public static void json(RoutingContext ctx, int status, JsonObject body) {
    send(ctx, status, JSON, body.encode());
  }

  /**
   * A problem.
   *
   * @param detail null when the title says it all
   */
  static void problem(RoutingContext ctx, int status, String title, @Nullable String detail) {
    send(ctx, status, PROBLEM, problem(status, title, detail).encode());
  }

  static void problem(RoutingContext ctx, OpsProblem problem) {
    JsonObject body = problem(problem.status(), problem.title(), problem.getMessage());
    if (problem.errors() != null) {
      body.put("errors", problem.errors());
    }
    send(ctx, problem.status(), PROBLEM, body.encode());
  }

  private static JsonObject problem(int status, String title, @Nullable String detail) {
    JsonObject body =
        new JsonObject().put("type", "about:blank").put("title", title).put("status", status);
    return detail == null ? body : body.put("detail", detail);
  }

  static void send(RoutingContext ctx, int status, String type, String body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body)
        .onFailure(gone -> LOG.debug("The asker left", gone));
  }
}

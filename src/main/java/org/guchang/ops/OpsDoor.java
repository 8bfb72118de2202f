package org.guchang.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.guchang.config.CatalogProblems;
import org.guchang.config.Problem;
import org.guchang.config.Settings.Door;
import org.guchang.log.Throttle;
import org.guchang.redis.RedisLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ops door: {@code /metrics}, {@code /health/live}, {@code /health/ready}, {@code POST
 * /catalog/reload}, and what parts of the server show of themselves.
 */
public final class OpsDoor extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(OpsDoor.class);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS_NAME = "application/openmetrics-text";
  private static final String OPEN_METRICS = OPEN_METRICS_NAME + "; version=1.0.0; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final Throttle throttle = new Throttle();
  private final Door at;
  private final PrometheusMeterRegistry registry;
  private final Health health;
  private final RedisLink redis;
  private final CatalogReload reload;
  private final List<Routes> added = new ArrayList<>();
  private volatile @Nullable HttpServer server;

  /**
   * @param redis not yet connected; asked at each readiness check whether Redis answers
   */
  public OpsDoor(
      Door at,
      PrometheusMeterRegistry registry,
      Health health,
      RedisLink redis,
      CatalogReload reload) {
    this.at = at;
    this.registry = registry;
    this.health = health;
    this.redis = redis;
    this.reload = reload;
  }

  /** Serves what another room has to say here; to be added before the door opens. */
  public OpsDoor add(Routes routes) {
    added.add(routes);
    return this;
  }

  /**
   * Answers a GET there with what a part of the server tells of itself.
   *
   * @param told makes it at once, on any thread; to be given before the door opens
   */
  public OpsDoor show(String path, Supplier<JsonObject> told) {
    return add(
        (router, vertx) ->
            router.get(path).handler(ctx -> answer(ctx, 200, JSON, told.get().encode())));
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/metrics").handler(this::metrics);
    new HealthRoutes(health, redis).mount(router, vertx);
    router.post("/catalog/reload").handler(this::reload);
    added.forEach(routes -> routes.mount(router, vertx));
    router.errorHandler(404, ctx -> problem(ctx, 404, "Nothing is here", null));
    router.errorHandler(405, ctx -> problem(ctx, 405, "Not this method", null));
    router.errorHandler(500, this::failed);
    return redis
        .connectPersistently()
        .transform(
            tried -> vertx.createHttpServer().requestHandler(router).listen(at.port(), at.host()))
        .onSuccess(listening -> server = listening);
  }

  @Override
  public Future<?> stop() {
    return redis.close();
  }

  /** In use, also when the settings said 0; -1 before start. */
  public int port() {
    HttpServer listening = server;
    return listening == null ? -1 : listening.actualPort();
  }

  private void metrics(RoutingContext ctx) {
    String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
    String type = accept != null && accept.contains(OPEN_METRICS_NAME) ? OPEN_METRICS : PROMETHEUS;
    answer(ctx, 200, type, registry.scrape(type));
  }

  private void reload(RoutingContext ctx) {
    reload
        .run()
        .onSuccess(
            changes -> {
              JsonObject body = new JsonObject();
              changes.forEach(
                  (kind, change) ->
                      body.put(
                          kind,
                          new JsonObject()
                              .put("added", change.added())
                              .put("removed", change.removed())
                              .put("changed", change.changed())));
              LOG.info("The catalog was read anew: {}", body.encode());
              answer(ctx, 200, JSON, body.encode());
            })
        .onFailure(
            failure -> {
              if (failure instanceof CatalogProblems problems) {
                LOG.warn("The catalog was not replaced: {}", problems.getMessage());
                problem(ctx, 422, "The catalog cannot be used; the old one stays", problems);
              } else {
                ctx.fail(failure);
              }
            });
  }

  private void failed(RoutingContext ctx) {
    throttle
        .of("", LOG.atError())
        .setCause(ctx.failure())
        .log("The ops door failed at {}", ctx.normalizedPath());
    problem(ctx, 500, "The server failed; its log says why", null);
  }

  private static void problem(
      RoutingContext ctx, int status, String title, @Nullable CatalogProblems problems) {
    JsonObject body =
        new JsonObject().put("type", "about:blank").put("title", title).put("status", status);
    if (problems != null) {
      JsonArray errors = new JsonArray();
      for (Problem problem : problems.problems()) {
        errors.add(new JsonObject().put("where", problem.where()).put("detail", problem.what()));
      }
      body.put("errors", errors);
    }
    answer(ctx, status, PROBLEM, body.encode());
  }

  private static void answer(RoutingContext ctx, int status, String type, String body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body)
        .onFailure(gone -> LOG.debug("The asker left", gone));
  }
}

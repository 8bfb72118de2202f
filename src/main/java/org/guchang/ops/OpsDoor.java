package org.guchang.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.guchang.door.Entrance;
import org.guchang.log.Throttle;
import org.guchang.redis.RedisLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ops door: {@code /metrics}, {@code /health/live}, {@code /health/ready}, {@code POST
 * /catalog/reload}, {@code /log-level}, and what parts of the server show of themselves.
 */
public final class OpsDoor extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(OpsDoor.class);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS_NAME = "application/openmetrics-text";
  private static final String OPEN_METRICS = OPEN_METRICS_NAME + "; version=1.0.0; charset=utf-8";

  private final Throttle throttle = new Throttle();
  private final Entrance entrance;
  private final PrometheusMeterRegistry registry;
  private final Health health;
  private final RedisLink redis;
  private final CatalogReload reload;
  private final List<Routes> added = new ArrayList<>();
  private @Nullable OpsGate gate;
  private volatile @Nullable HttpServer server;

  /**
   * @param redis not yet connected; asked at each readiness check whether Redis answers
   */
  public OpsDoor(
      Entrance entrance,
      PrometheusMeterRegistry registry,
      Health health,
      RedisLink redis,
      CatalogReload reload) {
    this.entrance = entrance;
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

  /** Lets nobody in but by this gate; to be given before the door opens. */
  public OpsDoor guard(OpsGate by) {
    gate = by;
    return this;
  }

  /**
   * Answers a GET there with what a part of the server tells of itself.
   *
   * @param told makes it at once, on any thread; to be given before the door opens
   */
  public OpsDoor show(String path, Supplier<JsonObject> told) {
    return add(
        (router, vertx) -> router.get(path).handler(ctx -> OpsAnswers.json(ctx, 200, told.get())));
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    if (gate != null) {
      router.route().order(OpsGate.ORDER).handler(gate);
    }
    router.route().failureHandler(OpsDoor::unlessGone);
    router.get("/metrics").handler(this::metrics);
    new HealthRoutes(health, redis).mount(router, vertx);
    new ReloadRoute(reload).mount(router, vertx);
    new LogLevelRoutes().mount(router, vertx);
    added.forEach(routes -> routes.mount(router, vertx));
    says(router, 400, "Not a request that can be read", "Its path, query or body is malformed");
    says(router, 404, "Nothing is here", "The README lists what this door answers");
    says(router, 405, "Not this method", "Another method is understood at this path");
    says(router, 413, "The body is too large", "Nothing that is asked here needs as many bytes");
    router.errorHandler(500, this::failed);
    return redis
        .connectPersistently()
        .transform(tried -> entrance.open(vertx, entrance.options(), router))
        .onSuccess(listening -> server = listening);
  }

  private static void says(Router router, int status, String title, String detail) {
    router.errorHandler(status, ctx -> OpsAnswers.problem(ctx, status, title, detail));
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

  /** Who left in the middle of a body is nobody's fault here, and nobody is to be answered. */
  private static void unlessGone(RoutingContext ctx) {
    if (ctx.response().closed()) {
      LOG.debug("The asker left", ctx.failure());
    } else {
      ctx.next();
    }
  }

  private void metrics(RoutingContext ctx) {
    String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
    String type = accept != null && accept.contains(OPEN_METRICS_NAME) ? OPEN_METRICS : PROMETHEUS;
    OpsAnswers.send(ctx, 200, type, registry.scrape(type));
  }

  private void failed(RoutingContext ctx) {
    if (ctx.failure() instanceof OpsProblem problem) {
      OpsAnswers.problem(ctx, problem);
      return;
    }
    throttle
        .of("", LOG.atError())
        .setCause(ctx.failure())
        .log("The ops door failed at {}", ctx.normalizedPath());
    OpsAnswers.problem(ctx, 500, "The server failed; its log says why", null);
  }
}

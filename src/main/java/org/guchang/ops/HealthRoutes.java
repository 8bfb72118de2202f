package org.guchang.ops;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.guchang.redis.RedisLink;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health/live} and {@code GET /health/ready}: 200 or 503, and in words which part works
 * or not, and since when.
 */
final class HealthRoutes implements Routes {
  /** Less than what asks usually waits for: a Redis that takes longer is not ready. */
  private static final long PROBE_MILLIS = 900;

  private static final String REDIS = "redis";
  private static final String STATUS = "status";
  private static final String SINCE = "since";
  private static final String UP = "up";
  private static final String DOWN = "down";

  private final Health health;
  private final RedisLink redis;

  /**
   * @param redis asked at each question whether Redis answers
   */
  HealthRoutes(Health health, RedisLink redis) {
    this.health = health;
    this.redis = redis;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    router.get("/health/live").handler(this::live);
    router.get("/health/ready").handler(this::ready);
  }

  /** That it answers is all there is to say. */
  private void live(RoutingContext ctx) {
    OpsAnswers.json(
        ctx, 200, new JsonObject().put(STATUS, UP).put(SINCE, health.startedAt().toString()));
  }

  private void ready(RoutingContext ctx) {
    redis
        .ping()
        .timeout(PROBE_MILLIS, TimeUnit.MILLISECONDS)
        .onComplete(
            probed -> {
              boolean ready = probed.succeeded() && health.isReady();
              OpsAnswers.json(ctx, ready ? 200 : 503, state(ready, probed.succeeded()));
            });
  }

  private JsonObject state(boolean ready, boolean redisAnswers) {
    JsonObject parts = new JsonObject();
    health
        .parts()
        .forEach(
            (name, part) -> {
              boolean up = part.up() && (redisAnswers || !name.equals(REDIS));
              parts.put(name, told(up ? UP : DOWN, part.up() == up ? part.since() : null));
            });
    Instant stopping = health.stoppingSince();
    JsonObject state =
        stopping == null
            ? new JsonObject().put(STATUS, ready ? UP : DOWN)
            : told("stopping", stopping);
    return state.put("parts", parts);
  }

  private static JsonObject told(String status, @Nullable Instant since) {
    JsonObject told = new JsonObject().put(STATUS, status);
    return since == null ? told : told.put(SINCE, since.toString());
  }
}

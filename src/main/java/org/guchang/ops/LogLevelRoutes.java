package org.guchang.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the log tells, at the ops door: {@code GET /log-level} for the loggers that have a level
 * of their own, {@code GET}, {@code PUT} and {@code DELETE /log-level/{logger}} for one. {@code
 * PUT} takes {@code {"level":"debug","minutes":30}}; after the minutes, or by {@code DELETE}, the
 * level goes back to what it was.
 */
final class LogLevelRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(LogLevelRoutes.class);

  private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");
  private static final int USUAL_MINUTES = 30;
  private static final int MOST_MINUTES = 24 * 60;
  private static final int MOST_BODY_BYTES = 1_024;
  private static final String ONE = "/log-level/:logger";
  private static final String LEVEL = "level";
  private static final String MINUTES = "minutes";

  @Override
  public void mount(Router router, Vertx vertx) {
    LogLevels levels =
        new LogLevels(
            (LoggerContext) LoggerFactory.getILoggerFactory(),
            InstantSource.system(),
            (length, end) -> vertx.setTimer(length.toMillis(), id -> end.run()));
    router.get("/log-level").handler(ctx -> OpsAnswers.json(ctx, 200, all(levels)));
    router.get(ONE).handler(ctx -> told(ctx, levels.of(name(ctx))));
    router
        .put(ONE)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
        .handler(ctx -> change(ctx, levels));
    router.delete(ONE).handler(ctx -> back(ctx, levels));
  }

  private static JsonObject all(LogLevels levels) {
    JsonArray all = new JsonArray();
    levels.all().forEach(standing -> all.add(json(standing)));
    return new JsonObject().put("loggers", all);
  }

  private static void change(RoutingContext ctx, LogLevels levels) {
    JsonObject body = body(ctx);
    Object word = body.getValue(LEVEL);
    String level = word instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    if (!LEVELS.contains(level)) {
      throw OpsProblem.wrong(LEVEL, "level must be one of " + String.join(", ", LEVELS));
    }
    Object minutes = body.getValue(MINUTES, USUAL_MINUTES);
    if (!(minutes instanceof Integer length) || length < 1 || length > MOST_MINUTES) {
      throw OpsProblem.wrong(MINUTES, "minutes must be a whole number from 1 to " + MOST_MINUTES);
    }
    LogLevels.Standing before = levels.of(name(ctx));
    LogLevels.Standing now =
        levels.change(name(ctx), Level.toLevel(level), Duration.ofMinutes(length));
    if (now != null) {
      ChangeNote.leave(ctx, before == null ? null : json(before), json(now));
    }
    told(ctx, now);
    LOG.info("Logger {} tells {} for {} minutes", name(ctx), level, length);
  }

  private static JsonObject body(RoutingContext ctx) {
    JsonObject body = OpsAnswers.body(ctx);
    if (body == null) {
      throw OpsProblem.wrong("body", "The body must be {\"level\": \"debug\", \"minutes\": 30}");
    }
    return body;
  }

  private static void back(RoutingContext ctx, LogLevels levels) {
    LogLevels.Standing known = levels.of(name(ctx));
    if (known != null && !levels.back(name(ctx))) {
      throw new OpsProblem(
          404, "Nothing to take back", "Logger " + name(ctx) + " was not changed, or is back");
    }
    LogLevels.Standing now = levels.of(name(ctx));
    if (known != null && now != null) {
      ChangeNote.leave(ctx, json(known), json(now));
    }
    told(ctx, now);
  }

  private static String name(RoutingContext ctx) {
    return ctx.pathParam("logger");
  }

  private static void told(RoutingContext ctx, LogLevels.@Nullable Standing standing) {
    if (standing == null) {
      throw new OpsProblem(
          404,
          "No such logger",
          "It is "
              + LogLevels.ROOT
              + ", "
              + LogLevels.OWN
              + ", or a package or class of it that has logged, such as org.guchang.ingest");
    }
    OpsAnswers.json(ctx, 200, json(standing));
  }

  private static JsonObject json(LogLevels.Standing standing) {
    Instant until = standing.until();
    return new JsonObject()
        .put("logger", standing.logger())
        .put(LEVEL, standing.level().toString().toLowerCase(Locale.ROOT))
        .put("own", standing.own())
        .put("until", until == null ? null : until.toString());
  }
}

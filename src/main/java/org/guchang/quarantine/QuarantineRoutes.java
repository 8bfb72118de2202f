package org.guchang.quarantine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.guchang.access.Principal;
import org.guchang.ingest.Reposter;
import org.guchang.ingest.format.Fault;
import org.guchang.ops.ChangeNote;
import org.guchang.ops.Routes;
import org.guchang.quarantine.Quarantine.Filter;
import org.guchang.quarantine.Quarantine.Reposted;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.QuarantineStore.Cursor;
import org.guchang.redis.QuarantineStore.Sums;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quarantine at the ops door: {@code GET /quarantine?partner&reason&count&after}, {@code GET
 * /quarantine/{id}}, {@code GET /quarantine/trail}, {@code POST /quarantine/{id}/repost}, {@code
 * POST /quarantine/repost?partner&reason&after}, {@code POST /quarantine/{id}/dismiss} with {@code
 * {"reason"}}. Bad input is answered with a problem of RFC 9457.
 */
public final class QuarantineRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineRoutes.class);

  private static final int USUAL_COUNT = 50;
  private static final int MAX_COUNT = 500;
  private static final int MAX_REASON = 500;
  private static final int MAX_BODY_BYTES = 8_192;
  private static final int TRAIL_LINES = 100;
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Supplier<QuarantineStore> stores;
  private final Supplier<Reposter> reposter;
  private final WaitingOrders orders;
  private final QuarantineMeters meters;

  /**
   * @param stores and {@code reposter}: called on the door's event loop
   */
  public QuarantineRoutes(
      Supplier<QuarantineStore> stores,
      Supplier<Reposter> reposter,
      WaitingOrders orders,
      QuarantineMeters meters) {
    this.stores = stores;
    this.reposter = reposter;
    this.orders = orders;
    this.meters = meters;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    QuarantineStore store = stores.get();
    Quarantine opened = new Quarantine(store, reposter, meters, System::currentTimeMillis);
    new Sweep(opened, store, orders).start(vertx);
    router.get("/quarantine").handler(ctx -> answer(ctx, list(opened, ctx.request())));
    router.get("/quarantine/trail").handler(ctx -> answer(ctx, trail(opened)));
    router
        .get("/quarantine/:id")
        .handler(ctx -> answer(ctx, opened.show(ctx.pathParam("id")).map(QuarantineRoutes::shown)));
    router.post("/quarantine/repost").handler(ctx -> answer(ctx, repostAll(opened, ctx.request())));
    router
        .post("/quarantine/:id/repost")
        .handler(
            ctx -> answer(ctx, opened.repost(ctx.pathParam("id")).map(QuarantineRoutes::reposted)));
    router
        .post("/quarantine/:id/dismiss")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(ctx -> answer(ctx, dismiss(opened, ctx)));
  }

  private static Future<@Nullable JsonObject> list(Quarantine quarantine, HttpServerRequest asked) {
    String count = asked.getParam("count");
    int most = count == null ? USUAL_COUNT : count(count);
    if (most < 1 || most > MAX_COUNT) {
      return Future.failedFuture(new Wrong("count", "must be a number from 1 to " + MAX_COUNT));
    }
    return withCursor(
        asked,
        after ->
            quarantine
                .list(filter(asked), after, most)
                .map(
                    listing -> {
                      JsonArray items = new JsonArray();
                      listing.items().forEach(item -> items.add(json(item)));
                      return new JsonObject()
                          .put("items", items)
                          .put("next", written(listing.next()));
                    })
                .compose(
                    listed ->
                        quarantine.sums().map(sums -> listed.put("partners", partners(sums)))));
  }

  private static JsonArray partners(Map<String, Sums> sums) {
    JsonArray partners = new JsonArray();
    sums.forEach(
        (partner, own) ->
            partners.add(
                new JsonObject()
                    .put("partner", partner)
                    .put("items", own.items())
                    .put("bytes", own.bytes())
                    .put("dropped", own.dropped())));
    return partners;
  }

  private static Future<@Nullable JsonObject> trail(Quarantine quarantine) {
    return quarantine
        .trail(TRAIL_LINES)
        .map(lines -> new JsonObject().put("lines", new JsonArray(lines)));
  }

  private static Future<@Nullable JsonObject> repostAll(
      Quarantine quarantine, HttpServerRequest asked) {
    return withCursor(
        asked,
        after ->
            quarantine
                .repost(filter(asked), after, MAX_COUNT)
                .map(
                    tally -> {
                      JsonObject told = new JsonObject();
                      for (Fate.Outcome outcome : Fate.Outcome.values()) {
                        told.put(word(outcome), tally.outcomes().getOrDefault(outcome, 0));
                      }
                      return told.put("next", written(tally.next()));
                    }));
  }

  private static Future<@Nullable JsonObject> dismiss(Quarantine quarantine, RoutingContext ctx) {
    String why;
    try {
      JsonObject body = ctx.body().asJsonObject();
      why = body != null && body.getValue("reason") instanceof String text ? text : null;
    } catch (DecodeException | ClassCastException e) {
      why = null;
    }
    if (why == null || why.isBlank() || why.length() > MAX_REASON) {
      return Future.failedFuture(
          new Wrong(
              "body",
              "must be {\"reason\": \"…\"}, 1 to "
                  + MAX_REASON
                  + " characters: why it may be thrown away"));
    }
    String by = Principal.of(ctx).name() + " " + ctx.request().remoteAddress().hostAddress();
    return quarantine
        .dismiss(ctx.pathParam("id"), why.strip(), by)
        .map(gone -> gone ? new JsonObject().put("dismissed", ctx.pathParam("id")) : null);
  }

  private static Filter filter(HttpServerRequest asked) {
    return new Filter(asked.getParam("partner"), asked.getParam("reason"));
  }

  private static Future<@Nullable JsonObject> withCursor(
      HttpServerRequest asked, Function<@Nullable Cursor, Future<@Nullable JsonObject>> then) {
    String after = asked.getParam("after");
    if (after == null) {
      return then.apply(null);
    }
    int dot = after.indexOf('.');
    try {
      return then.apply(
          new Cursor(
              Long.parseLong(after.substring(0, Math.max(0, dot))), after.substring(dot + 1)));
    } catch (NumberFormatException e) {
      return Future.failedFuture(new Wrong("after", "must be the next of an earlier answer"));
    }
  }

  private static @Nullable String written(@Nullable Cursor cursor) {
    return cursor == null ? null : cursor.place() + "." + cursor.id();
  }

  private static int count(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static @Nullable JsonObject shown(@Nullable Quarantined item) {
    return item == null ? null : json(item).put("message", item.message());
  }

  private static JsonObject json(Quarantined item) {
    JsonArray faults = new JsonArray();
    for (Fault fault : item.about().faults()) {
      faults.add(new JsonObject().put("pointer", fault.pointer()).put("reason", fault.reason()));
    }
    return new JsonObject()
        .put("id", item.id())
        .put("partner", item.partner())
        .put("format", item.about().format())
        .put("kind", item.about().kind().name().toLowerCase(Locale.ROOT))
        .put("type", item.about().type())
        .put("eventId", item.about().eventId())
        .put("at", Instant.ofEpochMilli(item.at()).toString())
        .put("last", Instant.ofEpochMilli(item.last()).toString())
        .put("times", item.times())
        .put("tries", item.tries())
        .put("bytes", item.about().length())
        .put("faults", faults);
  }

  private static @Nullable JsonObject reposted(@Nullable Reposted reposted) {
    if (reposted == null) {
      return null;
    }
    JsonArray faults = new JsonArray();
    for (Fault fault : reposted.fate().faults()) {
      faults.add(new JsonObject().put("pointer", fault.pointer()).put("reason", fault.reason()));
    }
    return new JsonObject()
        .put("id", reposted.id())
        .put("outcome", word(reposted.fate().outcome()))
        .put("faults", faults);
  }

  private static String word(Fate.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static void answer(RoutingContext ctx, Future<@Nullable JsonObject> asked) {
    asked.onComplete(
        done -> {
          if (done.failed() && done.cause() instanceof Wrong wrong) {
            problem(ctx, 400, "Wrong " + wrong.what, String.valueOf(wrong.getMessage()));
          } else if (done.failed() && Reposter.isPassing(done.cause())) {
            ctx.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            problem(
                ctx,
                503,
                "The quarantine cannot be read or posted again now",
                "Redis is away or the queue is full; nothing is lost, try again later");
          } else if (done.failed()) {
            ctx.fail(done.cause());
          } else if (done.result() == null) {
            problem(
                ctx,
                404,
                "Not in the quarantine",
                "There is no message of this id: it was posted again, dismissed, or dropped");
          } else {
            if (!ctx.request().method().equals(HttpMethod.GET)) {
              ChangeNote.leave(ctx, asked(ctx.request()), done.result());
            }
            send(ctx, 200, "application/json", done.result());
          }
        });
  }

  /** Which of them; null where the path says it. */
  private static @Nullable JsonObject asked(HttpServerRequest request) {
    Filter filter = filter(request);
    return filter.partner() == null && filter.reason() == null
        ? null
        : new JsonObject().put("partner", filter.partner()).put("reason", filter.reason());
  }

  private static void problem(RoutingContext ctx, int status, String title, String detail) {
    send(
        ctx,
        status,
        "application/problem+json",
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail));
  }

  private static void send(RoutingContext ctx, int status, String type, JsonObject body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer())
        .onFailure(gone -> LOG.debug("The asker left", gone));
  }

  /** What was asked for cannot be. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    private final String what;

    Wrong(String what, String why) {
      super(why, null, false, false);
      this.what = what;
    }
  }
}

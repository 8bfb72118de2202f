package org.guchang.audit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.guchang.access.Principal;
import org.guchang.ops.ChangeNote;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsGate;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.guchang.redis.AuditStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit trail at the ops door: before a request that changes something is let through, a line
 * says so, and another what came of it. When the first cannot be kept the request is refused, 503.
 *
 * <p>{@code GET /audit?after=NUMBER&count=N}: {@code {"lines":[{"digest","line"}],"number"}}, the
 * oldest first, each as it is kept. {@code GET /audit/check}: {@code {"lines","from","through",
 * "faults":[…]}}. {@code POST /audit/cut?through=NUMBER}: {@code {"cut"}}.
 *
 * <p>To be mounted last: what is mounted before is what is audited.
 */
public final class AuditRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRoutes.class);

  private static final Set<HttpMethod> CHANGING =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH);

  /** After the gate, so that who is refused changes nothing and leaves nothing; before the rest. */
  private static final int ORDER = OpsGate.ORDER + 1;

  private static final int USUAL_COUNT = 100;
  private static final int MOST_COUNT = 1_000;

  /** Of a path that is written into a line. */
  private static final int MOST_CHARS = 500;

  private final Supplier<AuditStore> stores;
  private final Path dataDir;
  private final InstantSource clock;

  /**
   * @param stores called once, on the door's event loop
   * @param dataDir where the server remembers the newest line it has seen
   */
  public AuditRoutes(Supplier<AuditStore> stores, Path dataDir, InstantSource clock) {
    this.stores = stores;
    this.dataDir = dataDir;
    this.clock = clock;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    AuditTrail trail = new AuditTrail(stores.get(), new AuditWitness(dataDir));
    router.get("/audit").handler(ctx -> list(trail, ctx));
    router.get("/audit/check").handler(ctx -> check(trail, ctx));
    router.post("/audit/cut").handler(ctx -> cut(trail, ctx));
    List.copyOf(router.getRoutes()).stream()
        .filter(route -> route.getPath() != null)
        .forEach(route -> audit(trail, router, route));
  }

  private void audit(AuditTrail trail, Router router, Route route) {
    Set<HttpMethod> methods = route.methods();
    if (methods == null) {
      throw new IllegalStateException(route.getPath() + " takes any method: name those it takes");
    }
    methods.stream()
        .filter(CHANGING::contains)
        .forEach(
            method ->
                router
                    .route(method, route.getPath())
                    .order(ORDER)
                    .handler(ctx -> admit(trail, ctx, method + " " + route.getPath())));
  }

  private void admit(AuditTrail trail, RoutingContext ctx, String what) {
    ctx.request().pause();
    trail
        .append(line(ctx, what))
        .onSuccess(
            number -> {
              ctx.addEndHandler(ended -> conclude(trail, ctx, number, ended.failed()));
              ctx.request().resume();
              ctx.next();
            })
        .onFailure(
            failure -> {
              LOG.error("{} is refused: no audit line could be kept", what, failure);
              ctx.request().resume();
              ctx.fail(
                  new OpsProblem(
                      503,
                      "Nothing was changed",
                      "The audit trail cannot be written: Redis is away or full"));
            });
  }

  private JsonObject line(RoutingContext ctx, String what) {
    String path = ctx.request().path();
    return new JsonObject()
        .put("at", clock.instant().toString())
        .put("who", Principal.of(ctx).name())
        .put("from", String.valueOf(ctx.request().remoteAddress().hostAddress()))
        .put("what", what)
        .put("target", path.length() > MOST_CHARS ? path.substring(0, MOST_CHARS) + "…" : path);
  }

  private void conclude(AuditTrail trail, RoutingContext ctx, long asked, boolean left) {
    JsonObject told = new JsonObject().put("at", clock.instant().toString()).put("of", asked);
    if (left) {
      told.put("left", true); // nobody waited for the answer; it may be done all the same
    } else {
      told.put("status", ctx.response().getStatusCode());
    }
    ChangeNote note = ChangeNote.of(ctx);
    trail
        .append(note == null ? told : told.mergeIn(note.json()))
        .onFailure(
            failure -> LOG.error("What came of audit line {} could not be kept", asked, failure));
  }

  private static void list(AuditTrail trail, RoutingContext ctx) {
    long after = number(ctx, "after", 0, Long.MAX_VALUE >> 1, 0);
    int count = (int) number(ctx, "count", 1, MOST_COUNT, USUAL_COUNT);
    OpsAnswers.answer(
        ctx,
        trail
            .lines(after, count)
            .compose(
                lines -> {
                  JsonArray told = new JsonArray();
                  lines.forEach(
                      text ->
                          told.add(
                              new JsonObject()
                                  .put("digest", new AuditLine(text).digest())
                                  .put("line", text)));
                  return trail
                      .head()
                      .map(
                          head -> new JsonObject().put("lines", told).put("number", head.number()));
                }));
  }

  private static void check(AuditTrail trail, RoutingContext ctx) {
    OpsAnswers.answer(
        ctx,
        trail
            .check()
            .map(
                checked ->
                    new JsonObject()
                        .put("lines", checked.lines())
                        .put("from", checked.head().cut() + 1)
                        .put("through", checked.head().number())
                        .put("faults", new JsonArray(checked.faults()))));
  }

  private static void cut(AuditTrail trail, RoutingContext ctx) {
    long through = number(ctx, "through", 1, Long.MAX_VALUE >> 1, -1);
    OpsAnswers.answer(
        ctx,
        trail
            .cut(through)
            .onSuccess(gone -> ChangeNote.leave(ctx, null, new JsonObject().put("cut", gone)))
            .map(gone -> new JsonObject().put("cut", gone)));
  }

  /** A parameter; {@code fallback} where it is not given, which is refused when out of bounds. */
  private static long number(RoutingContext ctx, String name, long from, long to, long fallback) {
    String text = ctx.request().getParam(name);
    long value = fallback;
    try {
      value = text == null ? fallback : Long.parseLong(text);
    } catch (NumberFormatException e) {
      value = Long.MIN_VALUE;
    }
    if (value < from || value > to) {
      throw OpsProblem.wrong(name, name + " must be a whole number from " + from);
    }
    return value;
  }
}

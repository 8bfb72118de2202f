package org.guchang.watch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.config.CatalogHolder;
import org.guchang.ledger.Verification;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.jspecify.annotations.Nullable;

/**
 * The proof of totals at the ops door: {@code GET /verify} for what was found of each session,
 * {@code POST /verify/{session}} to prove one now, one at a time (409). A proof that takes longer
 * than its asker would wait is answered 202 and goes on; what comes of it is in {@code GET
 * /verify}.
 */
public final class ProofRoutes implements Routes {
  private static final int WAIT_SECONDS = 60;

  private final CatalogHolder catalog;
  private final ProofBook book;
  private final Supplier<Verification> verifications;
  private final LongSupplier clock;

  /** Owned by the door's event loop. */
  private @Nullable Running running;

  private record Running(String session, long since) {}

  /**
   * @param verifications called once, on the door's event loop
   * @param clock milliseconds since 1970
   */
  public ProofRoutes(
      CatalogHolder catalog,
      ProofBook book,
      Supplier<Verification> verifications,
      LongSupplier clock) {
    this.catalog = catalog;
    this.book = book;
    this.verifications = verifications;
    this.clock = clock;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    Verification verification = verifications.get();
    router.get("/verify").handler(ctx -> OpsAnswers.json(ctx, 200, all()));
    router
        .post("/verify/:session")
        .handler(ctx -> prove(ctx, verification, ctx.pathParam("session")));
  }

  private JsonObject all() {
    JsonArray proofs = new JsonArray();
    book.all().forEach(proof -> proofs.add(json(proof)));
    return new JsonObject().put("proofs", proofs).put("running", json(running));
  }

  private void prove(RoutingContext ctx, Verification verification, String session) {
    if (!catalog.current().sessions().containsKey(session)) {
      throw new OpsProblem(404, "No such session", "The catalog has no session " + session);
    }
    Running other = running;
    if (other != null) {
      throw new OpsProblem(
          409,
          "A proof is under way",
          "Session " + other.session() + " is being proved; ask again when it is done");
    }
    Running now = new Running(session, clock.getAsLong());
    running = now;
    Future<ProofBook.Proved> proof =
        book.prove(verification, session).onComplete(done -> running = null);
    proof
        .timeout(WAIT_SECONDS, TimeUnit.SECONDS)
        .onSuccess(done -> OpsAnswers.json(ctx, 200, json(done)))
        .onFailure(why -> notYet(ctx, now, why));
  }

  private static void notYet(RoutingContext ctx, Running now, Throwable why) {
    if (why instanceof TimeoutException) {
      OpsAnswers.json(ctx, 202, new JsonObject().put("running", json(now)));
    } else {
      ctx.fail(
          new OpsProblem(
              503,
              "The session could not be proved",
              "Its ledger could not be read to the end: " + why.getMessage()));
    }
  }

  private static @Nullable JsonObject json(@Nullable Running running) {
    return running == null
        ? null
        : new JsonObject()
            .put("session", running.session())
            .put("since", Instant.ofEpochMilli(running.since()).toString());
  }

  private static JsonObject json(ProofBook.Proved proof) {
    JsonArray named = new JsonArray();
    proof
        .named()
        .forEach(
            row ->
                named.add(
                    new JsonObject()
                        .put("figure", row.chunk() + " " + row.field())
                        .put("ledger", row.ledger())
                        .put("stored", row.stored())));
    return new JsonObject()
        .put("session", proof.session())
        .put("at", Instant.ofEpochMilli(proof.at()).toString())
        .put("millis", proof.millis())
        .put("version", proof.version())
        .put("entries", proof.entries())
        .put("figures", proof.figures())
        .put("differences", proof.isDone() ? proof.differences() : null)
        .put("named", named)
        .put("failure", proof.failure());
  }
}

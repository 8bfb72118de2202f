package org.guchang.watch;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionFigures.OrderSums;
import org.guchang.board.SessionFigures.PlatformFigures;
import org.guchang.board.SessionStatus;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Session;
import org.guchang.config.CatalogHolder;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /sessions} at the ops door: what the watch last saw of each session, those on air
 * first, and how its newest proof came out. Nothing is read for it, so it costs the same however
 * many orders there are.
 */
public final class SessionRoutes implements Routes {
  private static final int MILLIS = 1_000;

  private final CatalogHolder catalog;
  private final SessionRoster roster;
  private final ProofBook proofs;
  private final LongSupplier clock;

  /**
   * @param clock milliseconds since 1970
   */
  public SessionRoutes(
      CatalogHolder catalog, SessionRoster roster, ProofBook proofs, LongSupplier clock) {
    this.catalog = catalog;
    this.roster = roster;
    this.proofs = proofs;
    this.clock = clock;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    router.get("/sessions").handler(ctx -> OpsAnswers.json(ctx, 200, told()));
  }

  private JsonObject told() {
    SessionRoster.Look look = roster.last();
    if (look.at() < 0) {
      throw new OpsProblem(
          503, "Not known yet", "The sessions are read for the first time; ask again in a moment");
    }
    long now = clock.getAsLong();
    JsonArray sessions = new JsonArray();
    look.sessions().forEach(seen -> sessions.add(session(seen, now)));
    return new JsonObject()
        .put("at", time(look.at()))
        .put("ageSeconds", (now - look.at()) / MILLIS)
        .put("sessions", sessions)
        .put("left", look.left());
  }

  private JsonObject session(SessionWatch.Seen seen, long now) {
    Session session = seen.session();
    SessionFigures figures = seen.figures();
    return new JsonObject()
        .put("id", session.id())
        .put("title", session.title())
        .put("county", session.county())
        .put("status", SessionStatus.of(session, figures.totals(), now).wireName())
        .put("rehearsal", session.rehearsal())
        .put("startsAt", session.startsAt().toString())
        .put("endsAt", session.endsAt().toString())
        .put("version", figures.version())
        .put("pending", figures.totals().sums().pending())
        .put("totals", totals(figures.totals()))
        .put("platforms", platforms(seen, now))
        .put("proof", proof(proofs.of(session.id())));
  }

  private static JsonObject totals(SessionFigures.Totals totals) {
    OrderSums sums = totals.sums();
    return new JsonObject()
        .put("gmvFen", sums.gmvFen())
        .put("refundFen", sums.refundFen())
        .put("netFen", sums.gmvFen() - sums.refundFen())
        .put("placed", sums.placed())
        .put("orders", sums.orders())
        .put("cancelled", sums.cancelled())
        .put("refunds", sums.refunds())
        .put("units", sums.units())
        .put("buyers", totals.buyers());
  }

  /** Those that have reported, and those that should. */
  private JsonObject platforms(SessionWatch.Seen seen, long now) {
    Set<String> ids = new TreeSet<>(seen.figures().platforms().keySet());
    ids.addAll(seen.session().platforms());
    JsonObject platforms = new JsonObject();
    for (String id : ids) {
      platforms.put(id, platform(id, seen.figures().platforms().get(id), seen, now));
    }
    return platforms;
  }

  /**
   * {@code silentSeconds} counts while the session is on air: since the last event, or its begin.
   */
  private JsonObject platform(
      String id, @Nullable PlatformFigures own, SessionWatch.Seen seen, long now) {
    Catalog.Platform known = catalog.current().platforms().get(id);
    OrderSums sums = own == null ? OrderSums.ZERO : own.sums();
    long received = own == null ? SessionFigures.UNKNOWN : own.receivedAt();
    long since = received >= 0 ? received : seen.liveSince();
    return new JsonObject()
        .put("name", known == null ? null : known.name())
        .put("lastEventAt", own == null ? null : time(own.lastEventAt()))
        .put("receivedAt", time(received))
        .put("ageSeconds", received < 0 ? null : Math.max(0, now - received) / MILLIS)
        .put("silentSeconds", seen.isLive() ? Math.max(0, now - since) / MILLIS : null)
        .put("orders", sums.orders())
        .put("gmvFen", sums.gmvFen())
        .put("refundFen", sums.refundFen());
  }

  private static @Nullable JsonObject proof(ProofBook.@Nullable Proved proof) {
    return proof == null
        ? null
        : new JsonObject()
            .put("at", time(proof.at()))
            .put("version", proof.version())
            .put("differences", proof.isDone() ? proof.differences() : null)
            .put("failure", proof.failure());
  }

  private static @Nullable String time(long millis) {
    return millis < 0 ? null : Instant.ofEpochMilli(millis).toString();
  }
}

package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.config.Catalog.Partner;
import org.guchang.config.Catalog.Rate;
import org.guchang.config.Catalog.Secret;
import org.guchang.config.CatalogHolder;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /partners?partner&after} at the ops door: who may push what, and what came of it since
 * this server began; {@value #PAGE} at a time, in the order of the catalog. Secrets are told by
 * their times, keys by their names; no value of one is in it.
 */
public final class PartnerRoutes implements Routes {
  private static final int PAGE = 200;
  private static final int MILLIS = 1_000;

  private final CatalogHolder catalog;
  private final IngestMeters meters;
  private final Rates rates;
  private final Supplier<Quarantined> quarantines;
  private final LongSupplier clock;

  /** How many messages of each partner are in quarantine now. */
  public interface Quarantined {
    Future<Map<String, Long>> items();
  }

  /**
   * @param quarantines called once, on the door's event loop
   * @param clock milliseconds since 1970
   */
  public PartnerRoutes(
      CatalogHolder catalog,
      IngestMeters meters,
      Rates rates,
      Supplier<Quarantined> quarantines,
      LongSupplier clock) {
    this.catalog = catalog;
    this.meters = meters;
    this.rates = rates;
    this.quarantines = quarantines;
    this.clock = clock;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    Quarantined quarantined = quarantines.get();
    router.get("/partners").handler(ctx -> OpsAnswers.answer(ctx, told(ctx, quarantined)));
  }

  private Future<JsonObject> told(RoutingContext ctx, Quarantined quarantined) {
    List<Partner> rest = wanted(ctx.request().getParam("partner"), ctx.request().getParam("after"));
    List<Partner> page = rest.subList(0, Math.min(PAGE, rest.size()));
    String next = page.size() < rest.size() ? page.get(page.size() - 1).id() : null;
    return quarantined
        .items()
        .map(items -> json(page, items))
        .otherwise(away -> json(page, null))
        .map(told -> told.put("next", next));
  }

  private List<Partner> wanted(@Nullable String one, @Nullable String after) {
    Map<String, Partner> partners = catalog.current().partners();
    if (one != null) {
      Partner partner = partners.get(one);
      if (partner == null) {
        throw new OpsProblem(404, "No such partner", "The catalog has no partner " + one);
      }
      return List.of(partner);
    }
    List<Partner> all = new ArrayList<>(partners.values());
    if (after == null) {
      return all;
    }
    if (!partners.containsKey(after)) {
      throw OpsProblem.wrong("after", "after must be the next of an earlier answer");
    }
    return all.subList(all.indexOf(partners.get(after)) + 1, all.size());
  }

  /**
   * @param quarantined null when that cannot be known now
   */
  private JsonObject json(List<Partner> partners, @Nullable Map<String, Long> quarantined) {
    JsonArray all = new JsonArray();
    for (Partner partner : partners) {
      Long items = quarantined == null ? null : quarantined.getOrDefault(partner.id(), 0L);
      all.add(json(partner).put("quarantined", items));
    }
    JsonObject strangers = counts(meters.strangers().deliveries());
    return new JsonObject().put("partners", all).put("strangers", strangers);
  }

  private JsonObject json(Partner partner) {
    PartnerFigures figures = meters.figures(partner.id());
    long seen = figures.seenSeconds();
    long now = clock.getAsLong();
    JsonArray secrets = new JsonArray();
    partner.secrets().forEach(secret -> secrets.add(json(secret, now)));
    return new JsonObject()
        .put("partner", partner.id())
        .put("format", partner.format())
        .put("sessions", new JsonArray(partner.sessions()))
        .put("session", partner.session())
        .put("platforms", new JsonArray(partner.platforms()))
        .put("lastSeen", seen == 0 ? null : Instant.ofEpochSecond(seen).toString())
        .put("ageSeconds", seen == 0 ? null : Math.max(0, now / MILLIS - seen))
        .put("deliveries", counts(figures.deliveries()))
        .put("refused", counts(figures.refusals()))
        .put("rate", rate(partner))
        .put("addresses", partner.addresses().size())
        .put("secrets", secrets)
        .put("keys", new JsonArray(List.copyOf(new TreeSet<>(partner.keys().keySet()))));
  }

  private @Nullable JsonObject rate(Partner partner) {
    Rate rate = partner.rate();
    return rate == null
        ? null
        : new JsonObject()
            .put("eventsPerSecond", rate.eventsPerSecond())
            .put("burst", rate.burst())
            .put("available", rates.available(partner.id(), rate));
  }

  private static JsonObject json(Secret secret, long now) {
    return new JsonObject()
        .put("notBefore", secret.notBefore() == null ? null : secret.notBefore().toString())
        .put("notAfter", secret.notAfter() == null ? null : secret.notAfter().toString())
        .put("active", secret.activeAt(now));
  }

  private static JsonObject counts(Map<String, Long> counts) {
    JsonObject told = new JsonObject();
    counts.forEach(told::put);
    return told;
  }
}

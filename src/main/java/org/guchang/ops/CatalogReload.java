package org.guchang.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogProblems;

/** Reads the catalog anew. What is wrong with the new one leaves the old one in use. */
public final class CatalogReload {

  /** How to read it. */
  public interface Source {
    Catalog load() throws CatalogProblems;
  }

  /** How many entries of one kind came, went and are others than before. */
  public record Change(int added, int removed, int changed) {}

  private final Vertx vertx;
  private final CatalogHolder holder;
  private final Source source;
  private final Counter done;
  private final Counter refused;

  public CatalogReload(Vertx vertx, CatalogHolder holder, Source source, MeterRegistry registry) {
    this.vertx = vertx;
    this.holder = holder;
    this.source = source;
    this.done = Meter.CATALOG_RELOADS.counter(registry, "done");
    this.refused = Meter.CATALOG_RELOADS.counter(registry, "refused");
  }

  /**
   * Reads, checks and replaces.
   *
   * @return what changed, by kind; fails with {@link CatalogProblems}
   */
  public Future<Map<String, Change>> run() {
    // reads files, and one after the other
    return vertx
        .executeBlocking(source::load, true)
        .map(
            next -> {
              Map<String, Change> changes = compare(holder.current(), next);
              holder.replace(next);
              done.increment();
              return changes;
            })
        .onFailure(failure -> refused.increment());
  }

  /** Pure. */
  static Map<String, Change> compare(Catalog before, Catalog after) {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("platforms", change(before.platforms(), after.platforms()));
    changes.put("campaigns", change(before.campaigns(), after.campaigns()));
    changes.put("sessions", change(before.sessions(), after.sessions()));
    changes.put("partners", change(before.partners(), after.partners()));
    changes.put("counties", change(before.counties(), after.counties()));
    changes.put("products", change(before.products(), after.products()));
    return changes;
  }

  private static <T> Change change(Map<String, T> before, Map<String, T> after) {
    int added = 0;
    int changed = 0;
    for (Map.Entry<String, T> entry : after.entrySet()) {
      T old = before.get(entry.getKey());
      if (old == null) {
        added++;
      } else if (!Objects.equals(old, entry.getValue())) {
        changed++;
      }
    }
    int removed = before.size() - (after.size() - added);
    return new Change(added, removed, changed);
  }
}

package org.guchang.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogDiff;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogProblems;

/** Reads the catalog anew. What is wrong with the new one leaves the old one in use. */
public final class CatalogReload {

  /** How to read it. */
  public interface Source {
    Catalog load() throws CatalogProblems;
  }

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
   * @return what changed; fails with {@link CatalogProblems}
   */
  public Future<CatalogDiff> run() {
    // reads files, and one after the other
    return vertx
        .executeBlocking(source::load, true)
        .map(
            next -> {
              CatalogDiff diff = CatalogDiff.between(holder.current(), next);
              holder.replace(next);
              done.increment();
              return diff;
            })
        .onFailure(failure -> refused.increment());
  }
}

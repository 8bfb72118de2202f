package org.guchang.pending;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.guchang.config.CatalogHolder;
import org.guchang.redis.PendingStore.Place;
import org.jspecify.annotations.Nullable;

/** Runs the worker on an event loop of its own, as long as the server runs. */
public final class PendingOrders extends VerticleBase {
  /** A to-do found by the survey waits this much longer at most; woken ones do not. */
  private static final long TICK_MILLIS = 200;

  /** What is under way when the server stops has this long; the rest is asked for again. */
  private static final long END_MILLIS = 1_500;

  private final CatalogHolder catalog;
  private final Supplier<PendingWorker> workers;

  // set once, on the worker's loop, before anybody is told of it
  private volatile @Nullable Context loop;
  private volatile @Nullable PendingWorker worker;

  /**
   * @param workers makes the worker, on the event loop that will own it
   */
  public PendingOrders(CatalogHolder catalog, Supplier<PendingWorker> workers) {
    this.catalog = catalog;
    this.workers = workers;
  }

  @Override
  public Future<?> start() {
    PendingWorker made = workers.get();
    made.readCatalog();
    worker = made;
    loop = context;
    vertx.setPeriodic(TICK_MILLIS, id -> made.tick());
    catalog.onReplace(() -> context.runOnContext(go -> made.readCatalog()));
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    PendingWorker made = worker;
    return made == null
        ? Future.succeededFuture()
        : made.stop()
            .timeout(END_MILLIS, TimeUnit.MILLISECONDS)
            .recover(late -> Future.succeededFuture());
  }

  /** There is something to do. From any thread. */
  public void wake(Place place) {
    Context owner = loop;
    PendingWorker made = worker;
    if (owner != null && made != null) {
      owner.runOnContext(go -> made.wake(place));
    }
  }
}

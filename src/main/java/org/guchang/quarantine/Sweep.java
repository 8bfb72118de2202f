package org.guchang.quarantine;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.QuarantineStore.Waiting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts again what waits for an order: at once when the order comes through this process, and by
 * and by all of it, for orders that came another way. Owned by one event loop.
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** What came another way is found within this times the waiting items by {@link #AT_ONCE}. */
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** Looked at in one turn. */
  private static final int AT_ONCE = 200;

  private final Quarantine quarantine;
  private final QuarantineStore store;
  private final WaitingOrders orders;
  private final Throttle throttle = new Throttle();
  private @Nullable Waiting last;
  private boolean busy;

  Sweep(Quarantine quarantine, QuarantineStore store, WaitingOrders orders) {
    this.quarantine = quarantine;
    this.store = store;
    this.orders = orders;
  }

  void start(Vertx vertx) {
    Context context = vertx.getOrCreateContext();
    orders.onCame(order -> context.runOnContext(go -> came(order)));
    vertx.setPeriodic(EVERY.toMillis(), id -> turn());
  }

  private void came(String order) {
    store
        .waitingFor(order, AT_ONCE)
        .compose(this::repost)
        .onFailure(
            failure -> {
              orders.add(order);
              throttle
                  .of("", LOG.atWarn())
                  .addKeyValue(Field.REASON.key, failure.getMessage())
                  .log("What waits for an order was not posted again");
            });
  }

  /** The next ones, from the beginning when the end was reached. */
  Future<Void> turn() {
    if (busy) {
      return Future.succeededFuture();
    }
    busy = true;
    return quarantine
        .sums()
        .compose(sums -> store.waiting(last, AT_ONCE))
        .compose(
            found -> {
              last = found.size() < AT_ONCE ? null : found.get(found.size() - 1);
              found.forEach(each -> orders.add(each.waits()));
              return repost(found);
            })
        .onFailure(failure -> LOG.debug("the sweep found no Redis", failure))
        .eventually(
            () -> {
              busy = false;
              return Future.succeededFuture();
            });
  }

  private Future<Void> repost(List<Waiting> found) {
    return found.isEmpty()
        ? Future.succeededFuture()
        : quarantine.repostIds(found.stream().map(Waiting::id).toList(), false).mapEmpty();
  }
}

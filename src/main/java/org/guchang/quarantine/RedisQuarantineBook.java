package org.guchang.quarantine;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.ingest.QuarantineBook;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ledger.Ledger;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.QuarantineStore.Bounds;
import org.guchang.redis.QuarantineStore.Kept;
import org.guchang.redis.QuarantineStore.New;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is refused in Redis, one round trip for all that a delivery brought. */
public final class RedisQuarantineBook implements QuarantineBook {
  private static final Logger LOG = LoggerFactory.getLogger(RedisQuarantineBook.class);

  private final QuarantineStore store;
  private final Bounds bounds;
  private final CatalogHolder catalog;
  private final WaitingOrders orders;
  private final QuarantineMeters meters;
  private final ItemMaker maker;
  private final Throttle throttle = new Throttle();

  /** Dropped of each partner's since the start; as many as the catalog has partners. */
  private final Map<String, Integer> losses = new HashMap<>();

  /**
   * @param store on the event loop that calls
   */
  public RedisQuarantineBook(
      QuarantineStore store,
      Bounds bounds,
      CatalogHolder catalog,
      PersonHash persons,
      WaitingOrders orders,
      QuarantineMeters meters) {
    this.store = store;
    this.bounds = bounds;
    this.catalog = catalog;
    this.orders = orders;
    this.meters = meters;
    this.maker = new ItemMaker(persons);
  }

  @Override
  public Future<Void> keep(List<Item> items) {
    Map<String, List<New>> byPartner = new LinkedHashMap<>();
    for (Item item : items) {
      byPartner
          .computeIfAbsent(item.partner(), p -> new ArrayList<>())
          .add(maker.make(item, platform(item), Waits.of(item)));
    }
    List<Future<Void>> kept = new ArrayList<>();
    byPartner.forEach((partner, own) -> kept.add(keep(partner, own)));
    return Future.all(kept).mapEmpty();
  }

  private Future<Void> keep(String partner, List<New> items) {
    return store
        .keep(partner, items, bounds)
        .transform(
            (kept, failure) -> {
              if (failure != null) {
                return Future.failedFuture(
                    new Ledger.Unavailable(
                        Ledger.Reason.REDIS_AWAY, "quarantine: " + failure.getMessage()));
              }
              kept(partner, kept);
              items.forEach(this::expect);
              return Future.succeededFuture();
            });
  }

  @Override
  public void came(String partner, Clue order) {
    orders.came(partner, order);
  }

  private void expect(New item) {
    if (!item.waits().isEmpty()) {
      orders.add(item.waits());
    }
  }

  private void kept(String partner, Kept kept) {
    meters.kept(partner, kept.fresh(), kept.dropped());
    meters.size(partner, kept.items());
    if (kept.dropped() > 0) {
      lost(partner, kept.dropped());
    }
  }

  private void lost(String partner, int dropped) {
    int all = losses.merge(partner, dropped, Integer::sum);
    throttle
        .of(partner, LOG.atWarn())
        .addKeyValue(Field.PARTNER.key, partner)
        .log(
            "A quarantine is full: the oldest of its messages went, {} since the start. Post them"
                + " again or dismiss them, or raise quarantine.items and quarantine.bytes",
            all);
  }

  private String platform(Item item) {
    Catalog.Partner partner = catalog.current().partners().get(item.partner());
    String usual = Platforms.ofFormat(item.format());
    return partner == null ? usual : partner.platformOr(usual);
  }
}

package org.guchang.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;
import org.guchang.ingest.IngestMeters;
import org.guchang.ingest.PartnerRoutes;
import org.guchang.ingest.Rates;
import org.guchang.ingest.Reposter;
import org.guchang.ingest.Steps;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ops.Routes;
import org.guchang.pending.PendingMeters;
import org.guchang.pending.PendingOrders;
import org.guchang.pending.PendingStanding;
import org.guchang.quarantine.QuarantineMeters;
import org.guchang.quarantine.QuarantineRoutes;
import org.guchang.quarantine.RedisQuarantineBook;
import org.guchang.quarantine.WaitingOrders;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.QuarantineStore.Bounds;

/**
 * What stands behind the partner door: made once, its steps anew on each event loop of the door.
 */
final class Trade {
  private final Settings settings;
  private final CatalogHolder catalog;
  private final RedisUsers users;
  private final IngestMeters meters;
  private final Rates rates = new Rates();
  private final QuarantineMeters quarantineMeters;
  private final WaitingOrders waiting = new WaitingOrders();
  private final PendingStanding standing = new PendingStanding();
  private final PendingOrders pending;

  Trade(Settings settings, CatalogHolder catalog, RedisUsers users, MeterRegistry registry) {
    this.settings = settings;
    this.catalog = catalog;
    this.users = users;
    this.meters = new IngestMeters(registry);
    meters.expect(catalog.current());
    catalog.onReplace(() -> meters.expect(catalog.current()));
    this.quarantineMeters = new QuarantineMeters(registry);
    PendingMeters told = new PendingMeters(registry);
    this.pending = new PendingOrders(catalog, () -> users.pendingWorker(catalog, told, standing));
  }

  RedisUsers users() {
    return users;
  }

  IngestMeters meters() {
    return meters;
  }

  PendingOrders pending() {
    return pending;
  }

  /** On the event loop that is to take them. */
  Steps steps() {
    return new Steps(
        rates,
        users.placement(),
        users.lookups(pending),
        users.ledger(),
        book(),
        users.orders(),
        users.receipts(meters));
  }

  private RedisQuarantineBook book() {
    Settings.Quarantine bounds = settings.quarantine();
    return new RedisQuarantineBook(
        users.quarantine(),
        new Bounds(bounds.items(), bounds.bytes()),
        catalog,
        persons(),
        waiting,
        quarantineMeters);
  }

  PendingStanding standing() {
    return standing;
  }

  Routes quarantineRoutes() {
    return new QuarantineRoutes(users::quarantine, this::reposter, waiting, quarantineMeters);
  }

  /** On the event loop of the ops door. */
  Routes partnerRoutes() {
    return new PartnerRoutes(
        catalog,
        meters,
        rates,
        () -> {
          QuarantineStore store = users.quarantine();
          return () -> store.sums().map(Trade::items);
        },
        System::currentTimeMillis);
  }

  private static Map<String, Long> items(Map<String, QuarantineStore.Sums> sums) {
    Map<String, Long> items = new HashMap<>();
    sums.forEach((partner, own) -> items.put(partner, own.items()));
    return items;
  }

  private Reposter reposter() {
    return new Reposter(settings.limits(), catalog, persons(), steps(), meters);
  }

  private PersonHash persons() {
    return new PersonHash(
        Objects.requireNonNull(settings.privacy().key(), "filled before the server starts"));
  }
}

package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.Unplaced;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Ledger;

/**
 * Keeps what a delivery says: place → take down what it leaves out → commit → quarantine. The
 * future succeeds when all of it is kept; when it fails, some of it may be, and the same delivery
 * sent again settles it. Confined to one event loop.
 */
final class Keeper {
  private final Placing placing;
  private final Lookups lookups;
  private final Ledger ledger;
  private final QuarantineBook quarantine;
  private final IngestMeters meters;

  Keeper(Steps steps, IngestMeters meters) {
    this.placing = new Placing(steps.placement());
    this.lookups = steps.lookups();
    this.ledger = steps.ledger();
    this.quarantine = steps.quarantine();
    this.meters = meters;
  }

  Future<Settlement> keep(Delivery delivery, ParsedDelivery parsed, Reporter reporter) {
    Settlement settlement = new Settlement(reporter, parsed);
    return parsed.unplaced().isEmpty() && parsed.lookups().isEmpty()
        ? commit(delivery, settlement)
        : place(settlement).compose(placed -> commit(delivery, settlement));
  }

  private Future<Void> place(Settlement settlement) {
    return placing
        .place(settlement.parsed(), settlement.reporter())
        .compose(
            placed -> {
              placed.homeless().forEach(settlement::homeless);
              return placed.due().isEmpty()
                  ? Future.succeededFuture()
                  : DeliveryRefused.unavailable(
                      "lookups", lookups.keep(placed.due(), settlement.reporter()));
            });
  }

  /** As few steps as can be: this is the way of every delivery. */
  private Future<Settlement> commit(Delivery delivery, Settlement settlement) {
    List<Event> events = settlement.parsed().events();
    return events.isEmpty()
        ? quarantine(settlement)
        : ledger
            .commit(delivery, events)
            .compose(
                outcomes -> {
                  settlement.committed(outcomes, meters);
                  tell(settlement);
                  return quarantine(settlement);
                });
  }

  private void tell(Settlement settlement) {
    String partner = settlement.reporter().partner().id();
    for (Unplaced event : settlement.parsed().unplaced()) {
      if (event.clue().opens() && event.clue().orderId() != null) {
        quarantine.came(partner, event.clue());
      }
    }
  }

  private Future<Settlement> quarantine(Settlement settlement) {
    return settlement.quarantined().isEmpty()
        ? Future.succeededFuture(settlement)
        : quarantine(settlement.quarantined()).map(settlement);
  }

  Future<Void> quarantine(List<QuarantineBook.Item> items) {
    return DeliveryRefused.unavailable("quarantine", quarantine.keep(items));
  }
}

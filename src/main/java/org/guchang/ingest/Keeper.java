package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Lookup;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.Unplaced;
import org.guchang.ledger.Delivery;

/**
 * Keeps what a delivery says: place → take down what it leaves out → commit → quarantine. The
 * future succeeds when all of it is kept; when it fails, some of it may be, and the same delivery
 * sent again settles it. Confined to one event loop.
 */
final class Keeper {
  private final Steps steps;
  private final IngestMeters meters;

  Keeper(Steps steps, IngestMeters meters) {
    this.steps = steps;
    this.meters = meters;
  }

  Future<Settlement> keep(Delivery delivery, ParsedDelivery parsed, Reporter reporter) {
    Settlement settlement = new Settlement(reporter, parsed);
    Future<Settlement> kept =
        parsed.unplaced().isEmpty() && parsed.lookups().isEmpty()
            ? commit(delivery, settlement)
            : place(settlement).compose(placed -> commit(delivery, settlement));
    return kept.compose(this::quarantine);
  }

  private Future<Void> place(Settlement settlement) {
    ParsedDelivery parsed = settlement.parsed();
    List<Clue> clues = new ArrayList<>();
    parsed.unplaced().forEach(event -> clues.add(event.clue()));
    parsed.lookups().forEach(lookup -> clues.add(lookup.clue()));
    return within("placement", steps.placement().place(clues, settlement.reporter()))
        .compose(places -> takeDown(settlement, places));
  }

  private Future<Void> takeDown(Settlement settlement, List<Place> places) {
    ParsedDelivery parsed = settlement.parsed();
    int next = 0;
    for (Unplaced event : parsed.unplaced()) {
      Place place = places.get(next++);
      if (place instanceof Place.In in) {
        parsed.accept(event.index(), event.event().apply(in.session()));
      } else if (place instanceof Place.Nowhere nowhere) {
        settlement.unplaced(event.index(), event.clue(), nowhere.reason());
      }
    }
    List<Lookups.Due> due = new ArrayList<>();
    for (Lookup lookup : parsed.lookups()) {
      Place place = places.get(next++);
      if (place instanceof Place.In in) {
        due.add(new Lookups.Due(lookup, in.session()));
      } else if (place instanceof Place.Nowhere nowhere) {
        settlement.unplaced(lookup.index(), lookup.clue(), nowhere.reason());
      }
    }
    return due.isEmpty()
        ? Future.succeededFuture()
        : within("lookups", steps.lookups().keep(due, settlement.reporter()));
  }

  private Future<Settlement> commit(Delivery delivery, Settlement settlement) {
    List<Event> events = settlement.parsed().events();
    if (events.isEmpty()) {
      return Future.succeededFuture(settlement);
    }
    return steps
        .ledger()
        .commit(delivery, events)
        .map(
            outcomes -> {
              settlement.committed(outcomes, meters);
              tell(settlement);
              return settlement;
            });
  }

  private void tell(Settlement settlement) {
    String partner = settlement.reporter().partner().id();
    for (Unplaced event : settlement.parsed().unplaced()) {
      if (event.clue().opens() && event.clue().orderId() != null) {
        steps.quarantine().came(partner, event.clue());
      }
    }
  }

  private Future<Settlement> quarantine(Settlement settlement) {
    return settlement.quarantined().isEmpty()
        ? Future.succeededFuture(settlement)
        : quarantine(settlement.quarantined()).map(settlement);
  }

  Future<Void> quarantine(List<QuarantineBook.Item> items) {
    return within("quarantine", steps.quarantine().keep(items));
  }

  /** Whatever hinders a step: the partner is to send the delivery again. */
  private static <T> Future<T> within(String step, Future<T> done) {
    return done.recover(
        failure ->
            Future.failedFuture(
                new DeliveryRefused(
                    DeliveryOutcome.UNAVAILABLE,
                    Problems.UNAVAILABLE,
                    step + ": " + failure.getClass().getSimpleName())));
  }
}

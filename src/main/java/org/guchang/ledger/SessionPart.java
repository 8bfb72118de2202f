package org.guchang.ledger;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Event;

/** The events of one delivery that belong to one session, waiting to be committed together. */
final class SessionPart {
  final Delivery delivery;
  final List<Event> events;

  /**
   * Whether this part stands for the whole delivery when its id is looked up: the one of its first
   * event's session. None does when the delivery has no id.
   */
  final boolean claimsDelivery;

  final Promise<List<Outcome>> promise = Promise.promise();
  private List<Outcome> outcomes = List.of();

  /** When it was queued, of {@link System#nanoTime}. */
  long queuedNanos;

  SessionPart(Delivery delivery, List<Event> events, boolean claimsDelivery) {
    this.delivery = delivery;
    this.events = events;
    this.claimsDelivery = claimsDelivery && delivery.id() != Delivery.UNNAMED;
  }

  /** Folds the events anew; an earlier result is forgotten. */
  void foldInto(SessionFold fold) {
    outcomes = new ArrayList<>(events.size());
    for (Event event : events) {
      outcomes.add(fold.apply(delivery.partner(), delivery.receivedAt(), event));
    }
  }

  void committed() {
    promise.complete(outcomes);
  }
}

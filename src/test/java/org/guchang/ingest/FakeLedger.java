package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guchang.event.Event;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that forgets when the test ends: an event is a duplicate when its platform and id came
 * before; an order id that starts with {@code refuse} is refused.
 */
final class FakeLedger implements Ledger {
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Map<Long, Long> bodies = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private volatile @Nullable RuntimeException failure;

  @Override
  public synchronized Future<List<Outcome>> commit(Delivery delivery, List<Event> reported) {
    RuntimeException failing = failure;
    if (failing != null) {
      return Future.failedFuture(failing);
    }
    Long body = bodies.putIfAbsent(delivery.id(), delivery.body());
    if (body != null && body != delivery.body()) {
      return Future.failedFuture(new DeliveryConflict("another body"));
    }
    deliveries.add(delivery);
    List<Outcome> outcomes = new ArrayList<>();
    for (Event event : reported) {
      outcomes.add(outcome(event));
    }
    return Future.succeededFuture(outcomes);
  }

  @Override
  public synchronized Future<List<Outcome>> foresee(Delivery delivery, List<Event> reported) {
    RuntimeException failing = failure;
    if (failing != null) {
      return Future.failedFuture(failing);
    }
    Set<String> knownBefore = Set.copyOf(known);
    int eventsBefore = events.size();
    List<Outcome> outcomes = reported.stream().map(this::outcome).toList();
    known.retainAll(knownBefore);
    events.subList(eventsBefore, events.size()).clear();
    return Future.succeededFuture(outcomes);
  }

  private Outcome outcome(Event event) {
    if (event instanceof Event.OrderEvent order && order.orderId().startsWith("refuse")) {
      return new Outcome.Refused("/data/amountFen", "would overflow");
    }
    if (!known.add(event.origin().platform() + " " + event.origin().id())) {
      return Outcome.DUPLICATE;
    }
    events.add(event);
    return Outcome.ACCEPTED;
  }

  /** Null for none. */
  void failWith(@Nullable RuntimeException next) {
    failure = next;
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  List<Event> events() {
    return events;
  }
}

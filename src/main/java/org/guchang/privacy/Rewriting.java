package org.guchang.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.OrderChanged;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderPaidPending;
import org.guchang.event.Event.OrderPlaced;
import org.guchang.event.OrderState;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.Entry.Fact;

/**
 * Ledger entries and orders' states with substitutes in place of people. Pure.
 *
 * <p>Reports that contradict each other on an order's buyer are all given the buyer its state has:
 * which of them that is depends on their numbers, and would be another one with other numbers. So
 * the states that follow from the changed ledger are the changed states.
 */
final class Rewriting {
  private final Substitutes people;

  Rewriting(Substitutes people) {
    this.people = people;
  }

  /** The orders of an entry whose states have to be known before it is changed. */
  static List<Order> orders(Entry entry) {
    List<Order> orders = new ArrayList<>();
    for (Fact fact : entry.facts()) {
      if (buyer(fact.event()) != 0) {
        orders.add(order(fact.event()));
      }
    }
    return orders;
  }

  private static Order order(Event event) {
    return new Order(event.origin().platform(), ((OrderEvent) event).orderId());
  }

  /** Whether somebody who is forgotten is in it. */
  boolean concerns(Entry entry) {
    for (Fact fact : entry.facts()) {
      if (people.forgets(buyer(fact.event())) || people.forgets(viewer(fact.event()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The entry without them; this very one if nothing changes.
   *
   * @param buyers of {@link #orders}, as their states have them
   */
  Entry of(Entry entry, Map<Order, Long> buyers) {
    List<Fact> facts = new ArrayList<>(entry.facts().size());
    boolean changed = false;
    for (Fact fact : entry.facts()) {
      Event event = of(fact.event(), buyers);
      changed |= event != fact.event();
      facts.add(event == fact.event() ? fact : new Fact(fact.partner(), fact.receivedAt(), event));
    }
    return changed ? new Entry(entry.committedAt(), facts) : entry;
  }

  /** The state without them; this very one if nothing changes. */
  OrderState of(OrderState state) {
    return people.forgets(state.buyer())
        ? new OrderState(
            state.placed(),
            state.cancelled(),
            state.paidAt(),
            state.report(),
            people.of(state.buyer()),
            state.refunds())
        : state;
  }

  private Event of(Event event, Map<Order, Long> buyers) {
    if (event instanceof AudienceCounted told && people.forgets(told.viewer())) {
      return new AudienceCounted(
          told.origin(), told.what(), told.count(), people.of(told.viewer()), told.sku());
    }
    long buyer = buyer(event);
    if (buyer == 0) {
      return event;
    }
    long counted = buyers.getOrDefault(order(event), buyer);
    return people.forgets(buyer) || people.forgets(counted)
        ? withBuyer(event, people.of(counted))
        : event;
  }

  private static Event withBuyer(Event event, long buyer) {
    if (event instanceof OrderPaid e) {
      return new OrderPaid(e.origin(), e.orderId(), buyer, e.amountFen(), e.lines());
    } else if (event instanceof OrderPlaced e) {
      return new OrderPlaced(e.origin(), e.orderId(), buyer, e.amountFen(), e.lines());
    } else if (event instanceof OrderChanged e) {
      return new OrderChanged(e.origin(), e.orderId(), buyer, e.amountFen(), e.lines());
    } else if (event instanceof OrderPaidPending e) {
      return new OrderPaidPending(e.origin(), e.orderId(), buyer);
    }
    throw new IllegalArgumentException("no buyer in " + event.getClass().getSimpleName());
  }

  private static long buyer(Event event) {
    if (event instanceof OrderPaid e) {
      return e.buyer();
    } else if (event instanceof OrderPlaced e) {
      return e.buyer();
    } else if (event instanceof OrderChanged e) {
      return e.buyer();
    }
    return event instanceof OrderPaidPending e ? e.buyer() : 0;
  }

  private static long viewer(Event event) {
    return event instanceof AudienceCounted told ? told.viewer() : 0;
  }
}

package org.guchang.event;

import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Event.OrderCancelled;
import org.guchang.event.Event.OrderChanged;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderPaidPending;
import org.guchang.event.Event.OrderPlaced;
import org.guchang.event.Event.OrderRefunded;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one order, whoever told it and in whatever order it came.
 *
 * @param placed some event other than a refund or a cancellation says it exists
 * @param paidAt time of the earliest paid event, {@link #NEVER} if none
 * @param report the latest word on amount and lines, from the paid and changed events; null if none
 * @param buyer keyed hash of who bought it, 0 if nobody said
 * @param refunds one per refund id, {@link Refund#SO_FAR} among them, in (time, id)
 */
public record OrderState(
    boolean placed,
    boolean cancelled,
    long paidAt,
    @Nullable OrderReport report,
    long buyer,
    List<Refund> refunds) {

  /*
   * Every field is a join over the events seen: or, min, max. Joins do not care for order or repetition, so neither
   * does the state, and what an order contributes to the sums is a function of its state alone (Contribution). Where
   * two reports contradict each other on the buyer the smaller hash is kept: which of them it is does not matter, that
   * it is the same one for every order of arrival does.
   */

  public static final long NEVER = Long.MIN_VALUE;

  /** Most refunds one order can have; bounds the state. */
  public static final int MAX_REFUNDS = 200;

  /** Nothing is known. */
  public static final OrderState NONE = new OrderState(false, false, NEVER, null, 0, List.of());

  public boolean paid() {
    return paidAt != NEVER;
  }

  /** 待核: paid, and nobody has said how much. */
  public boolean pending() {
    return paid() && report == null;
  }

  /** The state after {@code event}; this very object if the event says nothing new. */
  public OrderState apply(OrderEvent event) {
    if (event instanceof OrderPaid paid) {
      long at = paid.origin().at();
      OrderState told =
          withReport(reportOf(paid.origin(), paid.amountFen(), paid.lines()))
              .withBuyer(paid.buyer());
      return paid() && paidAt <= at ? told : told.withPaidAt(at);
    } else if (event instanceof OrderPaidPending told) {
      OrderState known = withBuyer(told.buyer());
      long at = told.origin().at();
      return paid() && paidAt <= at ? known : known.withPaidAt(at);
    } else if (event instanceof OrderPlaced told) {
      return withBuyer(told.buyer()).withPlaced();
    } else if (event instanceof OrderChanged told) {
      return withReport(reportOf(told.origin(), told.amountFen(), told.lines()))
          .withBuyer(told.buyer());
    } else if (event instanceof OrderCancelled) {
      return cancelled ? this : new OrderState(placed, true, paidAt, report, buyer, refunds);
    } else if (event instanceof OrderRefunded told) {
      return withRefund(
          new Refund(
              told.refundId(), told.origin().stamp(), told.amountFen(), unnamed(told.lines())));
    }
    throw new IllegalArgumentException("no rule for " + event.getClass().getSimpleName());
  }

  private OrderState withPlaced() {
    return placed ? this : new OrderState(true, cancelled, paidAt, report, buyer, refunds);
  }

  private OrderState withPaidAt(long at) {
    return new OrderState(true, cancelled, at, report, buyer, refunds);
  }

  private OrderState withReport(OrderReport told) {
    if (report != null && OrderReport.LATEST.compare(told, report) <= 0) {
      return withPlaced();
    }
    return new OrderState(true, cancelled, paidAt, told, buyer, refunds);
  }

  private OrderState withBuyer(long told) {
    if (told == 0 || (buyer != 0 && Long.compareUnsigned(buyer, told) <= 0)) {
      return this;
    }
    return new OrderState(placed, cancelled, paidAt, report, told, refunds);
  }

  private OrderState withRefund(Refund told) {
    List<Refund> kept = new ArrayList<>(refunds.size() + 1);
    for (Refund refund : refunds) {
      if (!refund.id().equals(told.id())) {
        kept.add(refund);
      } else if (refund.staysBeside(told)) {
        return this;
      }
    }
    kept.add(told);
    kept.sort(Refund.IN_TIME);
    return new OrderState(placed, cancelled, paidAt, report, buyer, List.copyOf(kept));
  }

  private static OrderReport reportOf(Origin origin, long amountFen, List<Line> lines) {
    return new OrderReport(origin.stamp(), amountFen, unnamed(lines));
  }

  private static List<Line> unnamed(List<Line> lines) {
    boolean named = false;
    for (Line line : lines) {
      named |= line.name() != null;
    }
    return named
        ? lines.stream().map(l -> new Line(l.sku(), null, l.quantity(), l.amountFen())).toList()
        : lines;
  }
}

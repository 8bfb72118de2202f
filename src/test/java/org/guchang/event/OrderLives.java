package org.guchang.event;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.guchang.event.Event.OrderCancelled;
import org.guchang.event.Event.OrderChanged;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderPaidPending;
import org.guchang.event.Event.OrderPlaced;
import org.guchang.event.Event.OrderRefunded;

/**
 * Random lives of random orders: few orders, platforms, skus and refund ids, so that events meet
 * often.
 */
public final class OrderLives {
  /** 2020-05-16T20:00+08:00. */
  public static final long EVENING = 1_589_630_400_000L;

  private static final List<String> SKUS = List.of("zao", "mi", "ji", "x|y");

  private OrderLives() {}

  /** Up to {@code most} events; each has an id of its own. */
  public static Arbitrary<List<OrderEvent>> of(String session, int most) {
    return one(session).list().ofMinSize(1).ofMaxSize(most).map(OrderLives::withOwnIds);
  }

  private static Arbitrary<OrderEvent> one(String session) {
    Arbitrary<Origin> origins =
        Combinators.combine(
                Arbitraries.of("douyin", "kuaishou"),
                Arbitraries.integers().between(0, 9),
                Arbitraries.integers().between(0, 3))
            .as(
                (platform, minute, second) ->
                    new Origin(
                        session, platform, "", EVENING + minute * 60_000L + second * 1_000L));
    Arbitrary<String> orders = Arbitraries.of("6917482910384756201", "order-b", "c");
    Arbitrary<Long> buyers = Arbitraries.of(0L, 11L, -22L, 33L);
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            origins,
            orders,
            buyers,
            lines(1),
            lines(0),
            Arbitraries.of("r1", "r2", "r3", Refund.SO_FAR))
        .as(OrderLives::event);
  }

  private static OrderEvent event(
      int kind,
      Origin origin,
      String order,
      long buyer,
      List<Line> lines,
      List<Line> refundLines,
      String refund) {
    if (kind == 0) {
      return new OrderPaidPending(origin, order, buyer);
    } else if (kind <= 2) {
      return new OrderPaid(origin, order, buyer, amount(lines), lines);
    } else if (kind == 3) {
      return new OrderPlaced(origin, order, buyer, amount(lines), lines);
    } else if (kind == 4) {
      return new OrderChanged(origin, order, buyer, amount(lines), lines);
    } else if (kind == 5) {
      return new OrderCancelled(origin, order);
    }
    long asked = refundLines.isEmpty() ? 37L * kind : amount(refundLines);
    return new OrderRefunded(origin, order, refund, asked, refundLines);
  }

  private static Arbitrary<List<Line>> lines(int least) {
    return Combinators.combine(
            Arbitraries.of(SKUS),
            Arbitraries.longs().between(1, 5),
            Arbitraries.longs().between(0, 99))
        .as((sku, quantity, amount) -> new Line(sku, null, quantity, amount))
        .list()
        .ofMinSize(least)
        .ofMaxSize(3);
  }

  private static long amount(List<Line> lines) {
    return lines.stream().mapToLong(Line::amountFen).sum();
  }

  private static List<OrderEvent> withOwnIds(List<OrderEvent> events) {
    List<OrderEvent> named = new ArrayList<>();
    for (OrderEvent event : events) {
      Origin o = event.origin();
      // Ids fall as the list goes on, so that ties of time are not settled by the order of arrival.
      named.add(
          with(new Origin(o.session(), o.platform(), "e" + (1000 - named.size()), o.at()), event));
    }
    return named;
  }

  /** The same event, of another session. */
  public static OrderEvent in(String session, OrderEvent event) {
    Origin o = event.origin();
    return with(new Origin(session, o.platform(), o.id(), o.at()), event);
  }

  private static OrderEvent with(Origin origin, OrderEvent event) {
    if (event instanceof OrderPaid e) {
      return new OrderPaid(origin, e.orderId(), e.buyer(), e.amountFen(), e.lines());
    } else if (event instanceof OrderPaidPending e) {
      return new OrderPaidPending(origin, e.orderId(), e.buyer());
    } else if (event instanceof OrderPlaced e) {
      return new OrderPlaced(origin, e.orderId(), e.buyer(), e.amountFen(), e.lines());
    } else if (event instanceof OrderChanged e) {
      return new OrderChanged(origin, e.orderId(), e.buyer(), e.amountFen(), e.lines());
    } else if (event instanceof OrderRefunded e) {
      return new OrderRefunded(origin, e.orderId(), e.refundId(), e.amountFen(), e.lines());
    }
    return new OrderCancelled(origin, event.orderId());
  }
}

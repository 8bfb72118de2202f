package org.guchang.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.event.Event.OrderCancelled;
import org.guchang.event.Event.OrderChanged;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderPaidPending;
import org.guchang.event.Event.OrderPlaced;
import org.guchang.event.Event.OrderRefunded;

/**
 * The rules of orders once more, as plainly as they can be said: all events are at hand, every
 * figure is worked out from the whole list. Slow, obvious, and written without looking at {@link
 * OrderState}.
 */
public final class PlainModel {
  /**
   * E.g. {@code total/gmvFen}, {@code platform/douyin/orders}, {@code product/a/units}, {@code
   * minute/7/refundFen}.
   */
  private final Map<String, Long> figures = new TreeMap<>();

  private PlainModel() {}

  public static Map<String, Long> of(List<? extends OrderEvent> events) {
    PlainModel model = new PlainModel();
    Map<String, List<OrderEvent>> orders = new LinkedHashMap<>();
    for (OrderEvent event : events) {
      orders
          .computeIfAbsent(
              event.origin().platform() + "/" + event.orderId(), o -> new ArrayList<>())
          .add(event);
    }
    orders.values().forEach(model::order);
    model.figures.values().removeIf(value -> value == 0);
    return model.figures;
  }

  private void order(List<OrderEvent> events) {
    String platform = events.get(0).origin().platform();
    if (events.stream()
        .anyMatch(
            e ->
                e instanceof OrderPlaced
                    || e instanceof OrderPaid
                    || e instanceof OrderPaidPending
                    || e instanceof OrderChanged)) {
      count(platform, "placed", 1);
    }
    if (events.stream().anyMatch(OrderCancelled.class::isInstance)) {
      count(platform, "cancelled", 1);
    }
    List<OrderEvent> paid =
        events.stream()
            .filter(e -> e instanceof OrderPaid || e instanceof OrderPaidPending)
            .toList();
    if (paid.isEmpty()) {
      return;
    }
    OrderEvent latest =
        events.stream()
            .filter(e -> e instanceof OrderPaid || e instanceof OrderChanged)
            .max(Comparator.comparing(e -> e.origin().stamp()))
            .orElse(null);
    long minute = paid.stream().mapToLong(e -> e.origin().at()).min().orElseThrow() / 60_000;
    count(platform, "orders", 1);
    add("minute/" + minute + "/orders", 1);
    if (latest == null) {
      count(platform, "pending", 1);
      return;
    }
    long amount =
        latest instanceof OrderPaid p ? p.amountFen() : ((OrderChanged) latest).amountFen();
    List<Line> lines = latest instanceof OrderPaid p ? p.lines() : ((OrderChanged) latest).lines();
    count(platform, "gmvFen", amount);
    count(platform, "units", lines.stream().mapToLong(Line::quantity).sum());
    add("minute/" + minute + "/gmvFen", amount);
    lines.stream().map(Line::sku).distinct().forEach(sku -> add("product/" + sku + "/orders", 1));
    for (Line line : lines) {
      add("product/" + line.sku() + "/gmvFen", line.amountFen());
      add("product/" + line.sku() + "/units", line.quantity());
    }
    refunds(platform, events, amount, lines);
  }

  private void refunds(String platform, List<OrderEvent> events, long amount, List<Line> lines) {
    Map<String, OrderRefunded> byId = new TreeMap<>();
    for (OrderEvent event : events) {
      if (event instanceof OrderRefunded refund) {
        byId.merge(refund.refundId(), refund, PlainModel::oneOfTwo);
      }
    }
    long named =
        byId.values().stream()
            .filter(r -> !r.refundId().equals(Refund.SO_FAR))
            .mapToLong(OrderRefunded::amountFen)
            .sum();
    byId.values().removeIf(r -> r.refundId().equals(Refund.SO_FAR) && r.amountFen() <= named);
    List<OrderRefunded> inTime = new ArrayList<>(byId.values());
    inTime.sort(
        Comparator.<OrderRefunded, Stamp>comparing(r -> r.origin().stamp())
            .thenComparing(OrderRefunded::refundId));
    long left = amount;
    for (OrderRefunded refund : inTime) {
      boolean soFar = refund.refundId().equals(Refund.SO_FAR);
      long counted = Math.min(left, refund.amountFen() - (soFar ? named : 0));
      left -= counted;
      count(platform, "refunds", 1);
      count(platform, "refundFen", counted);
      add("minute/" + refund.origin().at() / 60_000 + "/refundFen", counted);
      List<Line> of = refund.lines().isEmpty() ? lines : refund.lines();
      long whole = of.stream().mapToLong(Line::amountFen).sum();
      long rest = counted;
      for (Line line : of) {
        long share = whole == 0 ? 0 : counted * line.amountFen() / whole;
        add("product/" + line.sku() + "/refundFen", share);
        rest -= share;
      }
      add("product/" + of.get(0).sku() + "/refundFen", rest);
    }
  }

  /** Which of two reports of one refund counts. */
  private static OrderRefunded oneOfTwo(OrderRefunded a, OrderRefunded b) {
    if (a.refundId().equals(Refund.SO_FAR) && a.amountFen() != b.amountFen()) {
      return a.amountFen() > b.amountFen() ? a : b;
    }
    return a.origin().stamp().compareTo(b.origin().stamp()) <= 0 ? a : b;
  }

  private void count(String platform, String figure, long value) {
    add("total/" + figure, value);
    add("platform/" + platform + "/" + figure, value);
  }

  private void add(String key, long value) {
    figures.merge(key, value, Long::sum);
  }

  /** The same figures as {@link Deltas} added them up. */
  public static Map<String, Long> of(Deltas deltas) {
    PlainModel model = new PlainModel();
    model.addAll("total", deltas.totals());
    deltas.platforms().forEach((platform, sums) -> model.addAll("platform/" + platform, sums));
    deltas.products().forEach((sku, sums) -> model.addAll("product/" + sku, sums));
    deltas.minutes().forEach((minute, sums) -> model.addAll("minute/" + minute, sums));
    model.figures.values().removeIf(value -> value == 0);
    return model.figures;
  }

  private void addAll(String prefix, Sums sums) {
    for (Figure figure : Figure.values()) {
      add(prefix + "/" + figure.key(), sums.get(figure));
    }
  }
}

package org.guchang.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By how much a session's sums move. Mutable, confined to whoever adds it up.
 *
 * <p>What one order contributes is a function of its {@link OrderState} alone, so a change of state
 * moves the sums by the new contribution less the old one, and whatever the order of arrival they
 * end in the same place.
 */
public final class Deltas {
  private static final long MINUTE_MILLIS = 60_000;

  private final Sums totals = new Sums();
  private final Map<String, Sums> platforms = new HashMap<>();
  private final Map<String, Sums> products = new HashMap<>();
  private final Map<Long, Sums> minutes = new HashMap<>();
  private final Map<Long, Long> buyers = new HashMap<>();

  public Sums totals() {
    return totals;
  }

  /** By platform id. */
  public Map<String, Sums> platforms() {
    return platforms;
  }

  /** By sku: money, orders, units. */
  public Map<String, Sums> products() {
    return products;
  }

  /** By minutes since the epoch: money and orders. */
  public Map<Long, Sums> minutes() {
    return minutes;
  }

  /** By buyer: paid orders. */
  public Map<Long, Long> buyers() {
    return buyers;
  }

  /** Moves the sums from what {@code before} contributes to what {@code after} does. */
  public void move(String platform, OrderState before, OrderState after) {
    add(platform, before, -1);
    add(platform, after, 1);
  }

  /** Counts what was given away on a platform. */
  public void give(String platform, long quantity) {
    totals.add(Figure.GIVEAWAYS, quantity);
    row(platforms, platform).add(Figure.GIVEAWAYS, quantity);
  }

  private void add(String platform, OrderState state, int sign) {
    if (state.equals(OrderState.NONE)) {
      return;
    }
    Sums order = new Sums();
    order.add(Figure.PLACED, state.placed() ? sign : 0);
    order.add(Figure.CANCELLED, state.cancelled() ? sign : 0);
    OrderReport report = state.report();
    if (state.paid()) {
      addPaid(state, sign, order);
      if (report == null) {
        order.add(Figure.PENDING, sign);
      } else {
        addReport(state, report, sign, order);
        addRefunds(state, report, sign, order);
      }
    }
    totals.add(order);
    row(platforms, platform).add(order);
  }

  private void addPaid(OrderState state, int sign, Sums order) {
    order.add(Figure.ORDERS, sign);
    row(minutes, minuteOf(state.paidAt())).add(Figure.ORDERS, sign);
    if (state.buyer() != 0) {
      buyers.merge(state.buyer(), (long) sign, Long::sum);
    }
  }

  private void addReport(OrderState state, OrderReport report, int sign, Sums order) {
    order.add(Figure.GMV_FEN, sign * report.amountFen());
    Set<String> counted = report.lines().size() > 1 ? new HashSet<>() : Set.of();
    for (Line line : report.lines()) {
      Sums product = row(products, line.sku());
      product.add(Figure.GMV_FEN, sign * line.amountFen());
      product.add(Figure.UNITS, sign * line.quantity());
      if (report.lines().size() == 1 || counted.add(line.sku())) {
        product.add(Figure.ORDERS, sign);
      }
      order.add(Figure.UNITS, sign * line.quantity());
    }
    row(minutes, minuteOf(state.paidAt())).add(Figure.GMV_FEN, sign * report.amountFen());
  }

  private void addRefunds(OrderState state, OrderReport report, int sign, Sums order) {
    long left = report.amountFen();
    for (Refund refund : state.refunds()) {
      long asked = refund.isSoFar() ? Refund.missing(state.refunds()) : refund.amountFen();
      if (refund.isSoFar() && asked == 0) {
        continue;
      }
      long counted = Math.min(asked, left);
      left -= counted;
      order.add(Figure.REFUNDS, sign);
      order.add(Figure.REFUND_FEN, sign * counted);
      row(minutes, minuteOf(refund.stamp().at())).add(Figure.REFUND_FEN, sign * counted);
      List<Line> lines = refund.lines().isEmpty() ? report.lines() : refund.lines();
      long[] shares = Share.of(counted, lines);
      for (int i = 0; i < shares.length; i++) {
        row(products, lines.get(i).sku()).add(Figure.REFUND_FEN, sign * shares[i]);
      }
    }
  }

  /** Minutes since the epoch of a time in milliseconds. */
  public static long minuteOf(long at) {
    return Math.floorDiv(at, MINUTE_MILLIS);
  }

  private static <K> Sums row(Map<K, Sums> rows, K key) {
    return rows.computeIfAbsent(key, k -> new Sums());
  }
}

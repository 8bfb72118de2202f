package org.guchang.ingest.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.guchang.config.CsvStatus;
import org.guchang.event.Deltas;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Figure;
import org.guchang.event.OrderState;
import org.guchang.event.Sums;
import org.guchang.ingest.csv.Difference.What;
import org.jspecify.annotations.Nullable;

/** Holds one order of a list against what is counted of it. Pure. */
final class Reconciliation {
  private final String session;
  private final ListedOrder order;
  private final OrderState before;
  private final OrderState after;

  Reconciliation(String session, ListedOrder order, OrderState before) {
    this.session = session;
    this.order = order;
    this.before = before;
    OrderState state = before;
    for (OrderEvent event : order.events(session)) {
      state = state.apply(event);
    }
    this.after = state;
  }

  /** What the import does to what is counted. */
  enum Effect {
    /** Nothing was known of it. */
    ACCEPTED,
    /** Some figure moves. */
    CHANGED,
    /** No figure moves. */
    DUPLICATE
  }

  Effect effect() {
    if (!before.placed() && !before.paid()) {
      return Effect.ACCEPTED;
    }
    Deltas moved = new Deltas();
    moved.move(order.platform(), before, after);
    Sums none = new Sums();
    boolean still =
        moved.totals().equals(none)
            && moved.products().values().stream().allMatch(none::equals)
            && moved.minutes().values().stream().allMatch(none::equals);
    return still ? Effect.DUPLICATE : Effect.CHANGED;
  }

  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>(0);
    if (effect() == Effect.ACCEPTED) {
      differences.add(
          new Difference(
              session, order.orderId(), What.NOT_COUNTED, null, order.amountFen(), true));
      return differences;
    }
    compare(differences, What.STATUS, status(before), status(after), fileStatus());
    if (before.paid() && order.paid()) {
      compare(differences, What.AMOUNT, amount(before), amount(after), order.amountFen());
      if (order.tellsRefunds()) {
        compare(differences, What.REFUND, refund(before), refund(after), order.refundFen());
      }
    }
    return differences;
  }

  private void compare(
      List<Difference> differences,
      What what,
      @Nullable Object counted,
      @Nullable Object becomes,
      Object file) {
    if (!file.equals(counted)) {
      differences.add(
          new Difference(
              session, order.orderId(), what, counted, file, Objects.equals(becomes, file)));
    }
  }

  /** What is counted as paid for an order, fen; null when nobody has said. */
  static @Nullable Long amount(OrderState state) {
    return state.report() == null ? null : (Long) state.report().amountFen();
  }

  private Long refund(OrderState state) {
    Deltas alone = new Deltas();
    alone.move(order.platform(), OrderState.NONE, state);
    return alone.totals().get(Figure.REFUND_FEN);
  }

  private static String status(OrderState state) {
    CsvStatus status =
        state.cancelled() ? CsvStatus.CLOSED : state.paid() ? CsvStatus.PAID : CsvStatus.UNPAID;
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** An order that was refunded stays paid. */
  private String fileStatus() {
    CsvStatus status = order.status() == CsvStatus.REFUNDED ? CsvStatus.PAID : order.status();
    return status.key();
  }
}

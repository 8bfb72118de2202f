package org.guchang.ledger.codec;

import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Line;
import org.guchang.event.OrderReport;
import org.guchang.event.OrderState;
import org.guchang.event.Refund;
import org.guchang.event.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * An order's state as bytes. Equal states have equal bytes, so that states are compared as bytes. A
 * paid order of one line takes about 45 bytes.
 */
public final class OrderStateCodec {
  private static final int PLACED = 1;
  private static final int CANCELLED = 1 << 1;
  private static final int PAID = 1 << 2;
  private static final int REPORTED = 1 << 3;
  private static final int BOUGHT = 1 << 4;
  private static final int REFUNDED = 1 << 5;

  /** One line, worth the whole amount. */
  private static final int ONE_LINE = 1 << 6;

  /** The report is of the time it was first paid. */
  private static final int REPORTED_AT_PAYMENT = 1 << 7;

  private OrderStateCodec() {}

  public static byte[] encode(OrderState state) {
    OrderReport report = state.report();
    boolean oneLine =
        report != null
            && report.lines().size() == 1
            && report.lines().get(0).amountFen() == report.amountFen();
    boolean atPayment = report != null && state.paid() && report.stamp().at() == state.paidAt();
    ByteWriter out = new ByteWriter(64);
    out.oneByte(
        (state.placed() ? PLACED : 0)
            | (state.cancelled() ? CANCELLED : 0)
            | (state.paid() ? PAID : 0)
            | (report != null ? REPORTED : 0)
            | (state.buyer() != 0 ? BOUGHT : 0)
            | (state.refunds().isEmpty() ? 0 : REFUNDED)
            | (oneLine ? ONE_LINE : 0)
            | (atPayment ? REPORTED_AT_PAYMENT : 0));
    if (state.paid()) {
      out.time(state.paidAt());
    }
    if (report != null) {
      if (!atPayment) {
        out.time(report.stamp().at());
      }
      out.text(report.stamp().id()).number(report.amountFen());
      if (oneLine) {
        out.text(report.lines().get(0).sku()).number(report.lines().get(0).quantity());
      } else {
        lines(out, report.lines());
      }
    }
    if (state.buyer() != 0) {
      out.digest(state.buyer());
    }
    if (!state.refunds().isEmpty()) {
      refunds(out, state.refunds());
    }
    return out.toBytes();
  }

  /**
   * The state that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded state
   */
  public static OrderState decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int flags = in.oneByte();
    long paidAt = has(flags, PAID) ? in.time() : OrderState.NEVER;
    OrderReport report = has(flags, REPORTED) ? report(in, flags, paidAt) : null;
    long buyer = has(flags, BOUGHT) ? in.digest() : 0;
    List<Refund> refunds = has(flags, REFUNDED) ? refunds(in) : List.of();
    return new OrderState(
        has(flags, PLACED), has(flags, CANCELLED), paidAt, report, buyer, refunds);
  }

  private static OrderReport report(ByteReader in, int flags, long paidAt) {
    long at = has(flags, REPORTED_AT_PAYMENT) ? paidAt : in.time();
    Stamp stamp = new Stamp(at, in.text());
    long amountFen = in.number();
    if (has(flags, ONE_LINE)) {
      return new OrderReport(
          stamp, amountFen, List.of(new Line(in.text(), null, in.number(), amountFen)));
    }
    return new OrderReport(stamp, amountFen, lines(in));
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }

  private static void refunds(ByteWriter out, List<Refund> refunds) {
    out.number(refunds.size());
    for (Refund refund : refunds) {
      out.text(refund.id())
          .time(refund.stamp().at())
          .text(refund.stamp().id())
          .number(refund.amountFen());
      lines(out, refund.lines());
    }
  }

  private static List<Refund> refunds(ByteReader in) {
    int count = in.count();
    List<Refund> refunds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String id = in.text();
      Stamp stamp = new Stamp(in.time(), in.text());
      refunds.add(new Refund(id, stamp, in.number(), lines(in)));
    }
    return List.copyOf(refunds);
  }

  private static void lines(ByteWriter out, List<Line> lines) {
    out.number(lines.size());
    for (Line line : lines) {
      out.text(line.sku()).number(line.quantity()).number(line.amountFen());
    }
  }

  private static List<Line> lines(ByteReader in) {
    int count = in.count();
    List<Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      @Nullable String unnamed = null;
      lines.add(new Line(in.text(), unnamed, in.number(), in.number()));
    }
    return List.copyOf(lines);
  }
}

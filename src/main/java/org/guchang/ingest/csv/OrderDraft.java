package org.guchang.ingest.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.guchang.config.CsvColumn;
import org.guchang.config.CsvStatus;
import org.guchang.event.Line;
import org.guchang.event.Share;
import org.jspecify.annotations.Nullable;

/**
 * Makes one order of all its rows: the rows of a list with child orders, or one row a product, or
 * one row in all. What is said of the whole order may stand on each row or on one of them.
 */
final class OrderDraft {
  /** As of any other event. */
  private static final int MAX_LINES = 200;

  private static final String FREIGHT = "FREIGHT";

  private final Mapping mapping;
  private final Header header;
  private final List<OrderRow> rows = new ArrayList<>(1);

  OrderDraft(Mapping mapping, Header header) {
    this.mapping = mapping;
    this.header = header;
  }

  void add(OrderRow row) {
    rows.add(row);
  }

  List<OrderRow> rows() {
    return rows;
  }

  /** The order, or why there is none: exactly one of the two is there. */
  record Made(@Nullable ListedOrder order, @Nullable Rejection rejection) {}

  Made make() {
    OrderRow first = rows.get(0);
    if (rows.size() > MAX_LINES) {
      return refused(CsvColumn.ORDER_ID, "has more than " + MAX_LINES + " rows of one order");
    }
    CsvStatus status = status();
    Moment created = earliest(CsvColumn.CREATED_AT);
    Moment paidAt = earliest(CsvColumn.PAID_AT);
    if (status == null) {
      return refused(CsvColumn.STATUS, "is empty on all rows of the order");
    }
    if (created == null && paidAt == null) {
      return refused(
          header.has(CsvColumn.CREATED_AT) ? CsvColumn.CREATED_AT : CsvColumn.PAID_AT,
          "is empty on all rows of the order");
    }
    boolean paid = isPaid(status, paidAt);
    Moment begun = created == null ? paidAt : created;
    Moment settled = paid && paidAt != null ? paidAt : begun;
    if (begun == null || settled == null) {
      throw new IllegalStateException("one of two times is there");
    }
    if (disagree(OrderRow::amountFen)) {
      return refused(CsvColumn.AMOUNT, disagreement("lineAmount"));
    }
    if (disagree(OrderRow::refundFen)) {
      return refused(CsvColumn.REFUND, disagreement("lineRefund"));
    }
    List<OrderRow> bought = paid ? rows.stream().filter(this::isBought).toList() : rows;
    long amount = amount(bought);
    if (amount == CellText.NONE) {
      if (paid) {
        return refused(
            header.has(CsvColumn.AMOUNT) ? CsvColumn.AMOUNT : CsvColumn.LINE_AMOUNT,
            "is empty: what was paid is needed");
      }
      amount = 0;
    }
    long back = paid ? Math.min(amount, refund(status, amount)) : 0;
    Moment refundedAt = latest();
    return new Made(
        new ListedOrder(
            mapping.platform(),
            first.orderId(),
            first.line(),
            status,
            paid,
            begun,
            settled,
            amount,
            header.tellsProducts() ? lines(bought, amount) : List.of(Line.untold(amount)),
            header.tellsProducts(),
            header.tellsRefunds() || back > 0,
            back,
            refundedAt == null ? settled : refundedAt,
            rows.stream().mapToLong(OrderRow::buyer).filter(b -> b != 0).findFirst().orElse(0)),
        null);
  }

  /** Paid where any part is; closed, refunded or unpaid only where all parts are. */
  private @Nullable CsvStatus status() {
    CsvStatus all = null;
    for (OrderRow row : rows) {
      CsvStatus one = row.status();
      if (one != null && all != null && one != all) {
        return CsvStatus.PAID;
      }
      all = one == null ? all : one;
    }
    if (all == null && !header.has(CsvColumn.STATUS)) {
      return earliest(CsvColumn.PAID_AT) == null ? CsvStatus.UNPAID : CsvStatus.PAID;
    }
    return all;
  }

  private boolean isPaid(CsvStatus status, @Nullable Moment paidAt) {
    return switch (status) {
      case UNPAID -> false;
      case PAID, REFUNDED -> true;
      case CLOSED -> paidAt != null || rows.stream().anyMatch(OrderDraft::hasGivenBack);
    };
  }

  private static boolean hasGivenBack(OrderRow row) {
    return row.gaveBack() && (row.refundFen() > 0 || row.lineRefundFen() > 0);
  }

  /** Of a paid order, not the child that was called off before it came to paying. */
  private boolean isBought(OrderRow row) {
    return row.status() != CsvStatus.CLOSED
        || row.paidAt() != null
        || !header.has(CsvColumn.PAID_AT)
        || rows.stream().allMatch(r -> r.status() == CsvStatus.CLOSED);
  }

  private @Nullable Moment earliest(CsvColumn column) {
    Moment earliest = null;
    for (OrderRow row : rows) {
      Moment at = column == CsvColumn.PAID_AT ? row.paidAt() : row.createdAt();
      if (at != null && (earliest == null || at.from() < earliest.from())) {
        earliest = at;
      }
    }
    return earliest;
  }

  /** When the last refund went back. */
  private @Nullable Moment latest() {
    Moment latest = null;
    for (OrderRow row : rows) {
      Moment at = row.refundedAt();
      if (at != null && (latest == null || at.from() > latest.from())) {
        latest = at;
      }
    }
    return latest;
  }

  private boolean disagree(ToLongFunction<OrderRow> what) {
    return rows.stream().mapToLong(what).filter(fen -> fen >= 0).distinct().count() > 1;
  }

  private static String disagreement(String perRow) {
    return "differs between the rows of the order; if it is what each product came to, name its"
        + " heading in the catalog as csv.columns."
        + perRow;
  }

  private static long whole(List<OrderRow> rows, ToLongFunction<OrderRow> what) {
    return rows.stream().mapToLong(what).filter(fen -> fen >= 0).findFirst().orElse(CellText.NONE);
  }

  private static long sum(List<OrderRow> rows, ToLongFunction<OrderRow> what) {
    return rows.stream()
        .mapToLong(what)
        .filter(fen -> fen >= 0)
        .reduce(Long::sum)
        .orElse(CellText.NONE);
  }

  private long amount(List<OrderRow> bought) {
    long whole = whole(rows, OrderRow::amountFen);
    return whole >= 0 ? whole : sum(bought, OrderRow::lineAmountFen);
  }

  private long refund(CsvStatus status, long amount) {
    List<OrderRow> back = rows.stream().filter(OrderRow::gaveBack).toList();
    long whole = whole(back, OrderRow::refundFen);
    long told = whole >= 0 ? whole : sum(back, OrderRow::lineRefundFen);
    boolean all = status == CsvStatus.REFUNDED || status == CsvStatus.CLOSED;
    if (told > 0) {
      return told;
    }
    return all ? amount : refundedRows(amount);
  }

  /** What the refunded rows of an order come to whose list names no amount given back. */
  private long refundedRows(long amount) {
    boolean unnamed = !header.has(CsvColumn.REFUND) && !header.has(CsvColumn.LINE_REFUND);
    List<OrderRow> back =
        rows.stream()
            .filter(
                row ->
                    row.status() == CsvStatus.REFUNDED
                        || (unnamed && header.has(CsvColumn.REFUND_STATUS) && row.gaveBack()))
            .toList();
    if (back.isEmpty()) {
      return 0;
    }
    long lines = sum(back, OrderRow::lineAmountFen);
    return lines >= 0 ? lines : back.size() == rows.size() ? amount : 0;
  }

  /** One line a product, adding up to what was paid. */
  private static List<Line> lines(List<OrderRow> bought, long amount) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (OrderRow row : bought) {
      String sku = row.sku() == null ? Line.untold(0).sku() : row.sku();
      long quantity = row.quantity() < 0 ? 1 : Math.max(1, row.quantity());
      Line line = new Line(sku, row.product(), quantity, Math.max(0, row.lineAmountFen()));
      lines.merge(sku, line, OrderDraft::together);
    }
    List<Line> all = new ArrayList<>(lines.values());
    long told = all.stream().mapToLong(Line::amountFen).sum();
    if (told == amount) {
      return List.copyOf(all);
    }
    boolean complete = bought.stream().allMatch(row -> row.lineAmountFen() >= 0);
    if (told > 0 && told < amount && complete) {
      all.add(new Line(FREIGHT, "运费", 1, amount - told));
      return List.copyOf(all);
    }
    return spread(amount, all, told > amount);
  }

  /**
   * A discount on the whole is spread by what each came to; where that is not told, by quantity.
   */
  private static List<Line> spread(long amount, List<Line> lines, boolean byAmount) {
    List<Line> weights =
        byAmount
            ? lines
            : lines.stream().map(l -> new Line(l.sku(), null, 0, l.quantity())).toList();
    long[] shares = Share.of(amount, weights);
    List<Line> spread = new ArrayList<>(lines.size());
    for (int i = 0; i < shares.length; i++) {
      Line line = lines.get(i);
      spread.add(new Line(line.sku(), line.name(), line.quantity(), shares[i]));
    }
    return List.copyOf(spread);
  }

  private static Line together(Line one, Line other) {
    return new Line(
        one.sku(),
        one.name() == null ? other.name() : one.name(),
        one.quantity() + other.quantity(),
        one.amountFen() + other.amountFen());
  }

  private Made refused(CsvColumn column, String reason) {
    OrderRow first = rows.get(0);
    return new Made(
        null, new Rejection(first.line(), header.heading(column), first.orderId(), reason));
  }
}

package org.guchang.event;

import java.util.Comparator;
import java.util.List;

/**
 * What somebody said an order is worth.
 *
 * @param stamp when and as which event it was said
 * @param amountFen what was paid, fen
 * @param lines for what; they add up to the amount
 */
public record OrderReport(Stamp stamp, long amountFen, List<Line> lines) {
  static final Comparator<List<Line>> BY_LINES = Comparator.comparing(OrderReport::text);

  /** The greatest counts; amount and lines decide only between reports of the same stamp. */
  static final Comparator<OrderReport> LATEST =
      Comparator.comparing(OrderReport::stamp)
          .thenComparingLong(OrderReport::amountFen)
          .thenComparing(OrderReport::lines, BY_LINES);

  private static String text(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.sku())
          .append('\t')
          .append(line.quantity())
          .append('\t')
          .append(line.amountFen())
          .append('\n');
    }
    return text.toString();
  }
}

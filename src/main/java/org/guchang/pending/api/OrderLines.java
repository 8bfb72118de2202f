package org.guchang.pending.api;

import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Line;

/** Makes an order's lines add up to what was paid for it, to the fen. */
final class OrderLines {
  /** As partners of the native format are told to send it. */
  static final String FREIGHT = "FREIGHT";

  private static final String FREIGHT_NAME = "运费等";

  /** More are told as one, so that an order's state is bounded. */
  private static final int MOST = 200;

  private OrderLines() {}

  /**
   * What the lines fall short of is freight and the like, a line of its own without units; what
   * they are too much is a discount on the whole order, taken from each in proportion, with what
   * rounding leaves over from the first that can bear it. Without lines, or with too many, the
   * amount is one line without products.
   */
  static List<Line> fit(long amountFen, List<Line> lines) {
    if (lines.isEmpty() || lines.size() >= MOST) {
      return List.of(Line.untold(amountFen));
    }
    long sum = 0;
    for (Line line : lines) {
      sum = Math.addExact(sum, line.amountFen());
    }
    if (sum == amountFen) {
      return List.copyOf(lines);
    }
    return sum < amountFen ? withFreight(amountFen - sum, lines) : cut(amountFen, sum, lines);
  }

  private static List<Line> withFreight(long freightFen, List<Line> lines) {
    List<Line> all = new ArrayList<>(lines);
    all.add(new Line(FREIGHT, FREIGHT_NAME, 0, freightFen));
    return List.copyOf(all);
  }

  private static List<Line> cut(long amountFen, long sum, List<Line> lines) {
    List<Line> cut = new ArrayList<>(lines.size());
    long left = amountFen;
    for (Line line : lines) {
      long part = part(line.amountFen(), amountFen, sum);
      left -= part;
      cut.add(new Line(line.sku(), line.name(), line.quantity(), part));
    }
    for (int i = 0; left > 0; i++) {
      Line line = cut.get(i);
      long more = Math.min(left, lines.get(i).amountFen() - line.amountFen());
      left -= more;
      cut.set(i, new Line(line.sku(), line.name(), line.quantity(), line.amountFen() + more));
    }
    return List.copyOf(cut);
  }

  /** Rounded down; both factors are below 2^53. */
  private static long part(long lineFen, long amountFen, long sum) {
    long high = Math.multiplyHigh(lineFen, amountFen);
    long low = lineFen * amountFen;
    if (high == 0 && low >= 0) {
      return low / sum;
    }
    return java.math.BigInteger.valueOf(lineFen)
        .multiply(java.math.BigInteger.valueOf(amountFen))
        .divide(java.math.BigInteger.valueOf(sum))
        .longValueExact();
  }
}

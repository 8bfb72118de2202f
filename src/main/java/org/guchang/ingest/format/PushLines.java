package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Line;
import org.guchang.event.Share;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an order or a refund as a platform tells them, made to add up to its amount:
 * platforms take discounts off the whole, and put freight and tax on it.
 */
final class PushLines {
  /** What is paid for no product; no units. */
  static final String REST = "FREIGHT";

  private static final String REST_NAME = "运费及其他";

  private final List<Line> lines = new ArrayList<>();

  /**
   * @param at where the line stands in the message
   * @param sku null when none is told
   */
  void add(PushPart at, @Nullable String sku, @Nullable String name, long quantity, long fen) {
    if (sku == null) {
      at.fail("sku", "is required, or another code of the product");
    } else if (quantity > 0 || fen > 0) {
      lines.add(new Line(sku, name, quantity, fen));
    }
  }

  /**
   * The lines of an amount: what is too much for them is a line of its own, what is too little is
   * shared over them by amount.
   */
  List<Line> of(long wholeFen) {
    if (lines.isEmpty()) {
      return List.of(Line.untold(wholeFen));
    }
    long told = 0;
    for (Line line : lines) {
      // at most 200 terms below 2^53: no overflow
      told += line.amountFen();
    }
    if (told < wholeFen) {
      lines.add(new Line(REST, REST_NAME, 0, wholeFen - told));
    }
    return told > wholeFen ? shared(wholeFen) : List.copyOf(lines);
  }

  private List<Line> shared(long wholeFen) {
    long[] shares = Share.of(wholeFen, lines);
    List<Line> shared = new ArrayList<>(shares.length);
    for (int i = 0; i < shares.length; i++) {
      Line line = lines.get(i);
      shared.add(new Line(line.sku(), line.name(), line.quantity(), shares[i]));
    }
    return List.copyOf(shared);
  }
}

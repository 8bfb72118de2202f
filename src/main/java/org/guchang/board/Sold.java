package org.guchang.board;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.guchang.board.SessionFigures.ProductFigures;
import org.guchang.config.Catalog.Product;
import org.jspecify.annotations.Nullable;

/**
 * One product of a board, all its sessions together.
 *
 * @param master what the product master says; null when it does not know the sku
 * @param figures what it was made of, one per session that has the product
 * @param remaining stock over all that told of it, negative when nobody did
 * @param row as the screen sees it
 */
record Sold(
    String sku,
    @Nullable Product master,
    List<ProductFigures> figures,
    long gmvFen,
    long refundFen,
    long orders,
    long units,
    long grams,
    long remaining,
    Map<String, Object> row) {

  /** Weights are bounded by what a browser can count exactly. */
  private static final long MOST_GRAMS = (1L << 53) - 1;

  static Sold of(String sku, @Nullable Product master, List<ProductFigures> figures) {
    long gmvFen = 0;
    long refundFen = 0;
    long orders = 0;
    long units = 0;
    long remaining = SessionFigures.UNKNOWN;
    long shownAt = SessionFigures.UNKNOWN;
    String called = sku;
    for (ProductFigures of : figures) {
      gmvFen += of.gmvFen();
      refundFen += of.refundFen();
      orders += of.orders();
      units += of.units();
      remaining = of.remaining() < 0 ? remaining : Math.max(0, remaining) + of.remaining();
      shownAt = earlier(shownAt, of.shownAt());
      called = of.name() == null || of.name().isEmpty() ? called : of.name();
    }
    long grams = master == null ? 0 : weight(units, master.netGrams());
    Fields row = new Fields().text("name", master == null ? called : master.name());
    if (master != null) {
      row.text("enterprise", master.enterprise())
          .text("county", master.county())
          .text("town", master.town())
          .text("unit", master.unit())
          .sum("priceFen", master.priceFen());
    }
    row.sum("gmvFen", gmvFen)
        .sum("refundFen", refundFen)
        .sum("orders", orders)
        .sum("units", units)
        .sum("grams", grams)
        .known("remaining", remaining)
        .instant("shownAt", shownAt, ZoneOffset.UTC)
        .flag("unattributed", master == null);
    return new Sold(
        sku,
        master,
        List.copyOf(figures),
        gmvFen,
        refundFen,
        orders,
        units,
        grams,
        remaining,
        row.done());
  }

  private static long earlier(long one, long other) {
    return one < 0 ? other : other < 0 ? one : Math.min(one, other);
  }

  /** Many products that no master knows, as one. */
  static Sold folded(String key, String name, List<Sold> many) {
    long gmvFen = many.stream().mapToLong(Sold::gmvFen).sum();
    long refundFen = many.stream().mapToLong(Sold::refundFen).sum();
    long orders = many.stream().mapToLong(Sold::orders).sum();
    long units = many.stream().mapToLong(Sold::units).sum();
    ProductFigures all = new ProductFigures(name, gmvFen, refundFen, orders, units, -1, -1);
    return of(key, null, List.of(all));
  }

  /** Whether it would be the same, made again from these. */
  @SuppressWarnings("ReferenceEquality") // that it is the same object is what is asked
  boolean isOf(@Nullable Product otherMaster, List<ProductFigures> others) {
    if (master != otherMaster || figures.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (figures.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether those who told of its stock say that nothing is left. */
  boolean isSoldOut() {
    return remaining == 0;
  }

  String name() {
    return String.valueOf(row.get("name"));
  }

  static long weight(long units, long netGrams) {
    if (units > 0 && netGrams > MOST_GRAMS / units) {
      return MOST_GRAMS;
    }
    return units * netGrams;
  }
}

package org.guchang.event;

import org.jspecify.annotations.Nullable;

/**
 * One product of an order or of a refund.
 *
 * @param sku the product's id in the product master, or whatever the platform calls it
 * @param name what the partner calls it, if it said so; shown only when no product master knows the
 *     sku
 * @param quantity how many units
 * @param amountFen what was paid (or refunded) for all of them together, in fen
 */
public record Line(String sku, @Nullable String name, long quantity, long amountFen) {
  private static final String UNTOLD = "-";

  /** All of an order whose products the platform does not tell: shown as 未归属, no units. */
  public static Line untold(long amountFen) {
    return new Line(UNTOLD, "未报明细", 0, amountFen);
  }
}

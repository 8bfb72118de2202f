package org.guchang.replay;

import java.util.ArrayList;
import java.util.List;
import org.guchang.config.Catalog.Product;
import org.jspecify.annotations.Nullable;

/** One order of the evening while it is being made up. */
final class ScriptedOrder {
  final String platform;
  final String id;
  final String buyer;

  /** Milliseconds from the start of the session. */
  final long placedAt;

  final long paidAt;
  final boolean paid;

  /** Whether quantities may be changed to reach the evening's total. */
  final boolean adjustable;

  final List<Item> items = new ArrayList<>();

  /** A small coupon of the platform, in fen. */
  long couponFen;

  ScriptedOrder(
      String platform,
      String id,
      String buyer,
      long placedAt,
      long paidAt,
      boolean paid,
      boolean adjustable) {
    this.platform = platform;
    this.id = id;
    this.buyer = buyer;
    this.placedAt = placedAt;
    this.paidAt = paidAt;
    this.paid = paid;
    this.adjustable = adjustable;
  }

  /** One product of an order. {@code product} is null when no product master knows the sku. */
  static final class Item {
    final String sku;
    final String name;
    final long priceFen;
    final @Nullable Product product;
    int quantity;

    Item(String sku, String name, long priceFen, @Nullable Product product, int quantity) {
      this.sku = sku;
      this.name = name;
      this.priceFen = priceFen;
      this.product = product;
      this.quantity = quantity;
    }

    static Item of(Product product, int quantity) {
      return new Item(product.sku(), product.name(), product.priceFen(), product, quantity);
    }
  }

  /** What the partner reports of an item. */
  record ReportedLine(String sku, String name, int quantity, long amountFen) {}

  long listFen() {
    return items.stream().mapToLong(item -> item.priceFen * item.quantity).sum();
  }

  long amountFen(Script.Promotion promotion) {
    long list = listFen();
    return list - (list >= promotion.fromFen() ? promotion.offFen() : 0) - couponFen;
  }

  /**
   * Lines that add up to {@code amountFen}: what was taken off is shared by price, the remainder on
   * the first line.
   */
  List<ReportedLine> lines(long amountFen) {
    long[] prices = items.stream().mapToLong(item -> item.priceFen * item.quantity).toArray();
    long[] amounts = Chance.split(amountFen, prices);
    List<ReportedLine> lines = new ArrayList<>();
    for (int i = 0; i < amounts.length; i++) {
      Item item = items.get(i);
      lines.add(new ReportedLine(item.sku, item.name, item.quantity, amounts[i]));
    }
    return lines;
  }
}

package org.guchang.ingest.format;

import java.util.List;
import java.util.Set;
import org.guchang.event.Event;
import org.guchang.event.Line;
import org.jspecify.annotations.Nullable;

/**
 * What Shopify's topics mean; members as in its official documents [A], amounts as decimal text in
 * the shop's currency, which has to be CNY.
 *
 * <ul>
 *   <li>An order's amount is {@code total_price}; the time of payment is {@code updated_at} [D], as
 *       the payload has none of its own.
 *   <li>orders/updated of a paid order: its amount and lines are now these. Of one that is not paid
 *       it is not counted.
 *   <li>refunds/create: what went back is the sum of the transactions of kind refund and status
 *       success; a refund of nothing, or one still pending, does not count.
 *   <li>A line's amount is price × quantity less its discounts; the sku is the merchant's own, else
 *       the variant's or the product's id. Freight and tax are a line of their own.
 *   <li>The buyer is {@code customer.id}, where one is told.
 *   <li>Orders with {@code test}: true are not counted.
 * </ul>
 */
final class ShopifyRules implements PushReader.Rules {
  static final ShopifyRules INSTANCE = new ShopifyRules();

  /** Where a message keeps the topic its header told. */
  static final String TOPIC = "topic";

  private static final String CURRENCY = "CNY";

  /** Of {@code financial_status}: the money has come, even if part of it went back. */
  private static final Set<String> PAID = Set.of("paid", "partially_refunded", "refunded");

  /** Topics of the same first word are of no use to us altogether. */
  private static final Set<String> IGNORED =
      Set.of(
          "app",
          "app_subscriptions",
          "carts",
          "checkouts",
          "collections",
          "customers",
          "draft_orders",
          "fulfillments",
          "fulfillment_events",
          "fulfillment_orders",
          "inventory_items",
          "inventory_levels",
          "locations",
          "order_transactions",
          "products",
          "shop",
          "themes");

  private static final Set<String> IGNORED_OF_ORDERS =
      Set.of("orders/delete", "orders/edited", "orders/fulfilled", "orders/partially_fulfilled");

  private ShopifyRules() {}

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    String topic = root.id(TOPIC);
    String family = topic.substring(0, Math.max(0, topic.indexOf('/')));
    if (IGNORED.contains(family)) {
      message.ignore(family);
      return;
    }
    if (IGNORED_OF_ORDERS.contains(topic)) {
      message.ignore(topic);
      return;
    }
    if (root.isTrue("test")) {
      message.ignore("test");
      return;
    }
    message.id(topic + ":" + root.id("id"));
    switch (topic) {
      case "orders/create" -> placed(message, root);
      case "orders/paid" -> paid(message, root);
      case "orders/updated" -> updated(message, root);
      case "orders/cancelled" -> cancelled(message, root);
      case "refunds/create" -> refunded(message, root);
      default -> root.fail(TOPIC, "is none that this server knows");
    }
  }

  private static void placed(PushMessage message, PushPart order) {
    String id = order.id("id");
    long at = order.time(PushTime.ISO, "created_at");
    message.place(
        EventType.ORDER_PLACED,
        Clue.ofNewOrder(message.platform(), id, at, at),
        origin -> new Event.OrderPlaced(origin, id, 0, 0, List.of()));
  }

  private static void paid(PushMessage message, PushPart order) {
    if (order.has("financial_status") && !isPaid(order)) {
      order.fail("financial_status", "is none of an order that has been paid");
    }
    String id = order.id("id");
    long fen = total(order);
    List<Line> lines = lines(order, "line_items", fen);
    long buyer = buyer(message, order);
    long at = order.time(PushTime.ISO, "updated_at", "created_at");
    message.place(
        EventType.ORDER_PAID,
        Clue.ofNewOrder(message.platform(), id, created(order), at),
        origin -> new Event.OrderPaid(origin, id, buyer, fen, lines));
  }

  private static void updated(PushMessage message, PushPart order) {
    if (!isPaid(order)) {
      message.ignore("orders/updated");
      return;
    }
    String id = order.id("id");
    long fen = total(order);
    List<Line> lines = lines(order, "line_items", fen);
    long buyer = buyer(message, order);
    long at = order.time(PushTime.ISO, "updated_at");
    message.place(
        EventType.ORDER_CHANGED,
        Clue.ofOrder(message.platform(), id, created(order), at),
        origin -> new Event.OrderChanged(origin, id, buyer, fen, lines));
  }

  private static void cancelled(PushMessage message, PushPart order) {
    String id = order.id("id");
    long at = order.time(PushTime.ISO, "cancelled_at", "updated_at");
    message.place(
        EventType.ORDER_CANCELLED,
        Clue.ofOrder(message.platform(), id, created(order), at),
        origin -> new Event.OrderCancelled(origin, id));
  }

  private static void refunded(PushMessage message, PushPart refund) {
    String order = refund.id("order_id");
    String id = refund.id("id");
    long at = refund.time(PushTime.ISO, "processed_at", "created_at");
    long fen = 0;
    for (PushPart transaction : refund.each("transactions")) {
      if ("refund".equals(transaction.optionalId("kind"))
          && "success".equals(transaction.optionalId("status"))) {
        checkCurrency(transaction);
        fen += transaction.yuan("amount");
      }
    }
    if (fen > ValueReader.MAX_NUMBER) {
      refund.fail("transactions", "add up to more than " + ValueReader.MAX_NUMBER + " fen");
      fen = 0;
    } else if (fen == 0) {
      message.ignore("RefundOfNothing");
    }
    long whole = fen;
    List<Line> lines = refundLines(refund, whole);
    message.place(
        EventType.ORDER_REFUNDED,
        Clue.ofOrder(message.platform(), order, Clue.UNKNOWN, at),
        origin -> new Event.OrderRefunded(origin, order, id, whole, lines));
  }

  private static List<Line> refundLines(PushPart refund, long whole) {
    PushLines told = new PushLines();
    List<PushPart> items = refund.each("refund_line_items");
    for (PushPart item : items) {
      long quantity = item.count("quantity", 0);
      long fen = item.yuan("subtotal");
      PushPart product = item.below("line_item");
      told.add(product, sku(product), product.label("title"), quantity, fen);
    }
    return items.isEmpty() ? List.of() : told.of(whole);
  }

  private static List<Line> lines(PushPart order, String name, long whole) {
    PushLines told = new PushLines();
    for (PushPart item : order.each(name)) {
      long quantity = item.count("quantity", 0);
      long price = item.yuan("price");
      if (quantity > 0 && price > ValueReader.MAX_NUMBER / quantity) {
        item.fail("quantity", "times price is more than " + ValueReader.MAX_NUMBER + " fen");
        continue;
      }
      long fen = Math.max(0, price * quantity - discount(item));
      told.add(item, sku(item), item.label("title"), quantity, fen);
    }
    return told.of(whole);
  }

  private static long discount(PushPart item) {
    long fen = 0;
    for (PushPart allocation : item.each("discount_allocations")) {
      fen += allocation.yuan("amount");
    }
    return fen == 0 && item.has("total_discount") ? item.yuan("total_discount") : fen;
  }

  private static @Nullable String sku(PushPart item) {
    String sku = item.sku("sku");
    if (sku == null) {
      sku = item.sku("variant_id");
    }
    return sku == null ? item.sku("product_id") : sku;
  }

  private static long total(PushPart order) {
    checkCurrency(order);
    return order.yuan("total_price");
  }

  private static void checkCurrency(PushPart part) {
    String currency = part.id("currency");
    if (!currency.isEmpty() && !currency.equals(CURRENCY)) {
      part.fail("currency", "is not " + CURRENCY + ": this server counts yuan alone");
    }
  }

  private static boolean isPaid(PushPart order) {
    String status = order.optionalId("financial_status");
    return status != null && PAID.contains(status);
  }

  private static long buyer(PushMessage message, PushPart order) {
    return order.has("customer") ? message.person(order.below("customer").optionalId("id")) : 0;
  }

  private static long created(PushPart order) {
    return order.timeIfTold(PushTime.ISO, "created_at");
  }
}

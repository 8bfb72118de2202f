package org.guchang.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.guchang.config.Catalog.Product;

/** Makes up who orders what and when; {@link ExactTotal} then brings the sum to the fen. */
final class OrderBook {
  /** Of a wave after a product is shown: how long people take to decide, milliseconds. */
  private static final long DECIDING = 4 * 60_000L;

  /**
   * How long paying takes, milliseconds: at least, on average beyond that, and at most beyond it.
   */
  private static final long PAYING_LEAST = 3_000;

  private static final long PAYING_MORE = 20_000;
  private static final long PAYING_MOST = 240_000;

  /** From here people buy one, in fen. */
  private static final long DEAR_FEN = 4_500;

  private static final int[] QUANTITIES = {1, 2, 3, 5};
  private static final List<Long> CHEAP = List.of(79L, 16L, 4L, 1L);
  private static final List<Long> DEAR = List.of(94L, 6L, 0L, 0L);

  /**
   * Buyers to choose from, per order: so many come back that about one order in six is a repeated
   * one.
   */
  private static final double BUYERS_PER_ORDER = 1.1;

  private final Stage stage;
  private final Script script;
  private final Chance chance;
  private final List<Long> platformWeights;
  private final List<Long> showingWeights;
  private final List<ScriptedOrder> orders = new ArrayList<>();

  OrderBook(Stage stage) {
    this.stage = stage;
    this.script = stage.script();
    this.chance = new Chance(script.seed(), "orders");
    this.platformWeights =
        script.platforms().stream().map(platform -> (long) platform.orders()).toList();
    this.showingWeights =
        stage.showings().stream().map(s -> s.soldOutMillis() > 0 ? 0L : sum(s.weights())).toList();
  }

  private static long sum(List<Long> weights) {
    long sum = 0;
    for (long weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /** All orders in the order they are placed. */
  List<ScriptedOrder> write() throws ScenarioProblem {
    stage.showings().stream().filter(shown -> shown.soldOutMillis() > 0).forEach(this::sellOut);
    script.strangers().forEach(this::strangers);
    int unpaid = script.orders().placed() - script.orders().paid();
    if (orders.size() > script.orders().paid() || unpaid < 0) {
      throw new ScenarioProblem("orders.paid is below what is sold out, or above orders.placed");
    }
    while (orders.size() < script.orders().paid()) {
      usual(true);
    }
    for (int i = 0; i < unpaid; i++) {
      usual(false);
    }
    ExactTotal.reach(script, orders);
    orders.sort(
        Comparator.comparingLong((ScriptedOrder order) -> order.placedAt)
            .thenComparing(order -> order.id));
    return orders;
  }

  /** Every unit there is, bought while it is shown. */
  private void sellOut(Stage.Shown shown) {
    for (Product product : shown.products()) {
      long left = product.stock();
      while (left > 0) {
        int quantity = (int) Math.min(left, chance.percent(30) ? 2 : 1);
        long at = shown.at() + chance.between(4_000, shown.soldOutMillis() - 6_000);
        order(
                at,
                Math.min(
                    at + PAYING_LEAST + chance.waiting(8_000),
                    shown.at() + shown.soldOutMillis() - 500),
                true,
                false)
            .items
            .add(ScriptedOrder.Item.of(product, quantity));
        left -= quantity;
      }
    }
  }

  private void strangers(Script.Stranger stranger) {
    for (int i = 0; i < stranger.orders(); i++) {
      long at = stranger.minute() * 60_000L + chance.between(0, 600_000);
      order(at, at + PAYING_LEAST + chance.waiting(PAYING_MORE), true, false)
          .items
          .add(
              new ScriptedOrder.Item(
                  stranger.sku(), stranger.name(), stranger.priceFen(), null, 1));
    }
  }

  private void usual(boolean paid) {
    Stage.Shown shown = stage.showings().get(chance.weighted(showingWeights));
    Product product = shown.products().get(chance.weighted(shown.weights()));
    long at = when(shown.at());
    long paidAt = at + PAYING_LEAST + Math.min(chance.waiting(PAYING_MORE), PAYING_MOST);
    ScriptedOrder order = order(at, paidAt, paid, true);
    order.items.add(ScriptedOrder.Item.of(product, quantity(product)));
    if (chance.percent(6)) {
      Product second = shown.products().get(chance.below(shown.products().size()));
      if (!second.sku().equals(product.sku())) {
        order.items.add(ScriptedOrder.Item.of(second, 1));
      }
    }
  }

  /** Most in the wave after it was shown, the others any time until the end. */
  private long when(long shownAt) {
    long last = stage.endMillis() - 20_000;
    if (chance.percent(72)) {
      long at = shownAt + 5_000 + chance.waiting(DECIDING);
      if (at < last) {
        return at;
      }
    }
    return chance.between(Math.min(shownAt, last - 60_000), last);
  }

  private int quantity(Product product) {
    return QUANTITIES[chance.weighted(product.priceFen() < DEAR_FEN ? CHEAP : DEAR)];
  }

  private ScriptedOrder order(long at, long paidAt, boolean paid, boolean adjustable) {
    String platform = script.platforms().get(chance.weighted(platformWeights)).id();
    String buyer = "u" + chance.below((int) (script.orders().placed() * BUYERS_PER_ORDER));
    // 18 digits, as platforms have: the day, a scattered part, a running number
    String id =
        stage.session().startsAt().toLocalDate().toString().replace("-", "")
            + (10_000 + chance.below(90_000));
    id += 10_000 + orders.size();
    ScriptedOrder order = new ScriptedOrder(platform, id, buyer, at, paidAt, paid, adjustable);
    orders.add(order);
    return order;
  }
}

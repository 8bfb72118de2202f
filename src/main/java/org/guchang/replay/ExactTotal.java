package org.guchang.replay;

import java.util.List;

/**
 * Brings the paid orders to exactly the evening's amount by what happens on such evenings: somebody
 * takes one more or one less, and for the last yuan the platform hands out small coupons. No price
 * is touched.
 */
final class ExactTotal {
  /** Most units of a product in an order that is changed here. */
  private static final int MOST = 5;

  /** Largest coupon, fen, and the smallest order that gets one. */
  private static final long COUPON = 300;

  private static final long COUPON_FROM = 1_500;

  private ExactTotal() {}

  static void reach(Script script, List<ScriptedOrder> orders) throws ScenarioProblem {
    List<ScriptedOrder> candidates =
        new Chance(script.seed(), "total")
            .some(
                orders.stream().filter(order -> order.paid && order.adjustable).toList(),
                orders.size());
    long wanted = script.orders().gmvFen();
    long missing = wanted - sum(script, orders);
    missing = fewer(script, candidates, missing);
    missing = more(script, candidates, missing);
    coupons(script, candidates, -missing);
    long reached = sum(script, orders);
    if (reached != wanted) {
      throw new ScenarioProblem(
          "orders.gmvFen "
              + wanted
              + " cannot be reached with these products and orders; "
              + reached
              + " comes nearest");
    }
  }

  private static long sum(Script script, List<ScriptedOrder> orders) {
    return orders.stream()
        .filter(order -> order.paid)
        .mapToLong(o -> o.amountFen(script.promotion()))
        .sum();
  }

  /** Takes units away while the sum is too high. */
  private static long fewer(Script script, List<ScriptedOrder> candidates, long missing) {
    long left = missing;
    for (ScriptedOrder order : candidates) {
      while (left < 0 && order.items.get(0).quantity > 1) {
        left -= change(script, order, -1);
      }
    }
    return left;
  }

  /** Adds units until the sum is just above what is wanted. */
  private static long more(Script script, List<ScriptedOrder> candidates, long missing) {
    long left = missing;
    for (ScriptedOrder order : candidates) {
      if (left <= 0) {
        break;
      }
      // the dearest are bought one at a time
      if (order.items.get(0).quantity < MOST && order.items.get(0).priceFen < 4_500) {
        left -= change(script, order, 1);
      }
    }
    return left;
  }

  /** By how much the order's amount rises when its first item has {@code by} more units. */
  private static long change(Script script, ScriptedOrder order, int by) {
    long before = order.amountFen(script.promotion());
    order.items.get(0).quantity += by;
    return order.amountFen(script.promotion()) - before;
  }

  private static void coupons(Script script, List<ScriptedOrder> candidates, long surplus) {
    long left = surplus;
    for (ScriptedOrder order : candidates) {
      if (left <= 0) {
        return;
      }
      if (order.amountFen(script.promotion()) >= COUPON_FROM) {
        order.couponFen = Math.min(COUPON, left);
        left -= order.couponFen;
      }
    }
  }
}

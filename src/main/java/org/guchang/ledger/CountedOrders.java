package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.event.OrderState;

/**
 * What is counted of single orders. Contract: changes nothing; fails with whatever the store fails
 * with when it is away.
 */
public interface CountedOrders {

  /** An order, as the ledger tells it from others. */
  record Order(String platform, String orderId) {}

  /** An order and all that is known of it. */
  record Counted(Order order, OrderState state) {}

  /**
   * Some of a session's orders.
   *
   * @param next asks for the page after this one; {@link #FIRST} when there is none
   */
  record Page(String next, List<Counted> orders) {}

  /** Before the first page, and after the last. */
  String FIRST = "0";

  /** One state for each order, in their order; {@link OrderState#NONE} for one never heard of. */
  Future<List<OrderState>> states(String session, List<Order> orders);

  /**
   * All orders of a session, page by page, in no order. An order that is there all the while comes
   * at least once; it may come twice.
   */
  Future<Page> page(String session, String cursor);

  /** Knows of no order. */
  CountedOrders NONE =
      new CountedOrders() {
        @Override
        public Future<List<OrderState>> states(String session, List<Order> orders) {
          return Future.succeededFuture(orders.stream().map(order -> OrderState.NONE).toList());
        }

        @Override
        public Future<Page> page(String session, String cursor) {
          return Future.succeededFuture(new Page(FIRST, List.of()));
        }
      };
}

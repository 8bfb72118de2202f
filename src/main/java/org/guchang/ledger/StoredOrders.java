package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.guchang.event.OrderState;
import org.guchang.ledger.codec.ByteReader;
import org.guchang.redis.SessionStore;

/** Reads what is counted of orders. Changes nothing. */
public final class StoredOrders implements CountedOrders {
  /** Of one request; a state has some 50 bytes. */
  private static final int BATCH = 1_000;

  private final SessionStore store;

  public StoredOrders(SessionStore store) {
    this.store = store;
  }

  @Override
  public Future<List<OrderState>> states(String session, List<Order> orders) {
    return states(session, orders, new ArrayList<>(orders.size()));
  }

  private Future<List<OrderState>> states(
      String session, List<Order> orders, List<OrderState> states) {
    int from = states.size();
    if (from == orders.size()) {
      return Future.succeededFuture(states);
    }
    List<byte[]> fields =
        orders.subList(from, Math.min(orders.size(), from + BATCH)).stream()
            .map(order -> cell(order).field())
            .toList();
    return store
        .orderStates(session, fields)
        .compose(
            found -> {
              for (int i = 0; i < found.size(); i++) {
                Cell.OrderCell cell = cell(orders.get(from + i));
                byte[] bytes = found.get(i);
                states.add(bytes.length == 0 ? cell.none() : cell.decode(bytes));
              }
              return states(session, orders, states);
            });
  }

  @Override
  public Future<Page> page(String session, String cursor) {
    return store
        .orderPage(session, cursor)
        .map(
            page -> {
              List<Counted> counted = new ArrayList<>(page.content().size() / 2);
              for (int i = 0; i + 1 < page.content().size(); i += 2) {
                ByteReader field = new ByteReader(page.content().get(i));
                Order order = new Order(field.text(), field.text());
                counted.add(new Counted(order, cell(order).decode(page.content().get(i + 1))));
              }
              return new Page(page.next(), counted);
            });
  }

  private static Cell.OrderCell cell(Order order) {
    return new Cell.OrderCell(order.platform(), order.orderId());
  }
}

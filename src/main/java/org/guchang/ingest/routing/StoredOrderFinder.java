package org.guchang.ingest.routing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.event.OrderState;
import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.CountedOrders.Order;

/**
 * Looks orders up in the sessions' stored states. What is asked during one turn of the event loop
 * goes in one request per session. Confined to that event loop.
 */
public final class StoredOrderFinder implements SessionRouter.OrderFinder {
  private final CountedOrders counted;
  private Map<Order, List<String>> gathered = new LinkedHashMap<>();
  private Promise<Map<Order, String>> answer = Promise.promise();

  public StoredOrderFinder(CountedOrders counted) {
    this.counted = counted;
  }

  @Override
  public Future<Map<Order, String>> sessionsOf(Map<Order, List<String>> candidates) {
    if (candidates.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    boolean first = gathered.isEmpty();
    gathered.putAll(candidates);
    Future<Map<Order, String>> answered = answer.future();
    if (first) {
      Context loop = Vertx.currentContext();
      if (loop == null) {
        ask();
      } else {
        loop.runOnContext(read -> ask());
      }
    }
    return answered.map(
        all -> {
          Map<Order, String> own = new HashMap<>();
          for (Order order : candidates.keySet()) {
            String session = all.get(order);
            if (session != null) {
              own.put(order, session);
            }
          }
          return own;
        });
  }

  private void ask() {
    Map<String, List<Order>> bySession = new LinkedHashMap<>();
    gathered.forEach(
        (order, sessions) ->
            sessions.forEach(
                session -> bySession.computeIfAbsent(session, s -> new ArrayList<>()).add(order)));
    Promise<Map<Order, String>> told = answer;
    gathered = new LinkedHashMap<>();
    answer = Promise.promise();
    Map<Order, String> found = new HashMap<>();
    List<Future<?>> asked = new ArrayList<>();
    bySession.forEach((session, orders) -> asked.add(look(session, orders, found)));
    Future.all(asked).<Map<Order, String>>map(found).onComplete(told);
  }

  private Future<Void> look(String session, List<Order> orders, Map<Order, String> found) {
    return counted
        .states(session, orders)
        .map(
            states -> {
              for (int i = 0; i < orders.size(); i++) {
                if (!states.get(i).equals(OrderState.NONE)) {
                  found.putIfAbsent(orders.get(i), session);
                }
              }
              return null;
            });
  }
}

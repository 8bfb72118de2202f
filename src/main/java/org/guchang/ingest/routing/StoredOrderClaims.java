package org.guchang.ingest.routing;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.redis.ClaimStore;

/** Claims that all servers of one Redis agree on. Confined to the event loop that calls. */
public final class StoredOrderClaims implements SessionRouter.OrderClaims {
  private final ClaimStore store;

  /**
   * @param store on the event loop that calls
   */
  public StoredOrderClaims(ClaimStore store) {
    this.store = store;
  }

  @Override
  public Future<Map<Order, String>> claim(String partner, Map<Order, String> wanted) {
    Map<String, String> named = new LinkedHashMap<>();
    wanted.forEach((order, session) -> named.put(name(order), session));
    return store
        .claim(partner, named)
        .map(
            whose -> {
              Map<Order, String> sessions = new HashMap<>();
              wanted.keySet().forEach(order -> sessions.put(order, whose.get(name(order))));
              return sessions;
            });
  }

  private static String name(Order order) {
    return order.platform() + ":" + order.orderId();
  }
}

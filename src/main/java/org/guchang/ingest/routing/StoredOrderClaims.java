package org.guchang.ingest.routing;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
  public Future<Map<Order, String>> claim(
      String platform, List<String> among, Map<Order, String> wanted) {
    Map<String, String> byId = new LinkedHashMap<>();
    wanted.forEach((order, session) -> byId.put(order.orderId(), session));
    return store
        .claim(platform, among, byId)
        .map(
            whose -> {
              Map<Order, String> sessions = new HashMap<>();
              whose.forEach(
                  (orderId, session) -> sessions.put(new Order(platform, orderId), session));
              return sessions;
            });
  }
}

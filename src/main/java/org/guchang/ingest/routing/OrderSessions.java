package org.guchang.ingest.routing;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.redis.ClaimStore;
import org.jspecify.annotations.Nullable;

/**
 * What several servers agree on: the session of each order, before and after it is counted.
 *
 * <p>Contract: an order that is counted in one of the candidates has that session. Else whoever
 * claims it first has the session wanted; whoever claims it later is told that session, in this
 * process or another, if it is among those it knows and asks within {@link ClaimStore#LASTS} of the
 * last asking. An order is looked for after it was claimed, never before: the other way round it
 * could be counted, and its claim end, between the two.
 */
public interface OrderSessions {

  /**
   * What is to be found out about an order.
   *
   * @param candidates the sessions to look in
   * @param rivals sessions of which it belongs to one, as far as the asker knows
   * @param wanted the one of these it is claimed for; null to claim nothing
   */
  record Doubt(List<String> candidates, List<String> rivals, @Nullable String wanted) {
    Doubt unclaimed() {
      return new Doubt(candidates, rivals, null);
    }
  }

  /** The session of each order that is counted or claimed. */
  Future<Map<Order, String>> settle(Map<Order, Doubt> doubts);
}

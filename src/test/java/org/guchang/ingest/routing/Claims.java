package org.guchang.ingest.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.guchang.ingest.routing.OrderSessions.Doubt;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.redis.ClaimStore;

/** Claims in memory as servers share them in Redis, that last as long by a clock of ours. */
final class Claims {
  private final Map<Order, List<Held>> held = new HashMap<>();
  private final LongSupplier clock;

  private record Held(String session, long until) {}

  Claims(LongSupplier clock) {
    this.clock = clock;
  }

  /** By order, whose it is, of those that are wanted. */
  Map<Order, String> claim(Map<Order, Doubt> doubts) {
    Map<Order, String> whose = new HashMap<>();
    doubts.forEach(
        (order, doubt) -> {
          String wanted = doubt.wanted();
          if (wanted != null) {
            whose.put(order, claim(order, doubt.rivals(), wanted));
          }
        });
    return whose;
  }

  private String claim(Order order, List<String> among, String wanted) {
    List<Held> all = held.computeIfAbsent(order, o -> new ArrayList<>());
    all.removeIf(one -> one.until() <= clock.getAsLong());
    String session =
        all.stream().map(Held::session).filter(among::contains).findFirst().orElse(wanted);
    all.removeIf(one -> one.session().equals(session));
    all.add(new Held(session, clock.getAsLong() + ClaimStore.LASTS.toMillis()));
    return session;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  void clear() {
    held.clear();
  }
}

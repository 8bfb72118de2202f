package org.guchang.ingest.routing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.event.OrderState;
import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.redis.ClaimStore;
import org.jspecify.annotations.Nullable;

/**
 * Claims orders and looks them up in the sessions' stored states. What is asked during one turn of
 * the event loop goes together, one request for the claims among the same sessions and one for each
 * session looked in, all in one round trip; in another those that others have claimed. Confined to
 * that event loop.
 */
public final class StoredOrderSessions implements OrderSessions {
  private final CountedOrders counted;
  private final ClaimStore claims;
  private Round gathering = new Round();

  /**
   * @param counted reads on the same link as the claims are made on, so that it looks after them
   */
  public StoredOrderSessions(CountedOrders counted, ClaimStore claims) {
    this.counted = counted;
    this.claims = claims;
  }

  /** Sessions of which an order of a platform belongs to one. */
  private record Among(String platform, List<String> sessions) {}

  /** What is asked in one turn, and what came of it. */
  private static final class Round {
    final Promise<Void> answered = Promise.promise();

    /** By order id, the session wanted: that of whoever asked first. */
    final Map<Among, Map<String, String>> wanted = new LinkedHashMap<>();

    final Map<String, Set<Order>> lookedFor = new LinkedHashMap<>();
    final Map<Among, Map<String, String>> claimed = new HashMap<>();
    final Map<String, Set<Order>> found = new HashMap<>();

    boolean isEmpty() {
      return wanted.isEmpty() && lookedFor.isEmpty();
    }

    void add(Order order, Doubt doubt) {
      String session = doubt.wanted();
      String claimedFor =
          session == null
              ? null
              : wanted
                  .computeIfAbsent(among(order, doubt), among -> new LinkedHashMap<>())
                  .computeIfAbsent(order.orderId(), first -> session);
      for (String candidate : doubt.candidates()) {
        if (!candidate.equals(claimedFor)) {
          lookedFor.computeIfAbsent(candidate, s -> new LinkedHashSet<>()).add(order);
        }
      }
    }

    @Nullable String sessionOf(Order order, Doubt doubt) {
      for (String candidate : doubt.candidates()) {
        if (found.getOrDefault(candidate, Set.of()).contains(order)) {
          return candidate;
        }
      }
      return doubt.wanted() == null
          ? null
          : claimed.getOrDefault(among(order, doubt), Map.of()).get(order.orderId());
    }

    private static Among among(Order order, Doubt doubt) {
      return new Among(order.platform(), doubt.rivals());
    }
  }

  @Override
  public Future<Map<Order, String>> settle(Map<Order, Doubt> doubts) {
    if (doubts.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Round round = gathering;
    boolean first = round.isEmpty();
    doubts.forEach(round::add);
    if (first) {
      Context loop = Vertx.currentContext();
      if (loop == null) {
        ask();
      } else {
        loop.runOnContext(read -> ask());
      }
    }
    return round
        .answered
        .future()
        .map(
            answered -> {
              Map<Order, String> sessions = new HashMap<>();
              doubts.forEach(
                  (order, doubt) -> {
                    String session = round.sessionOf(order, doubt);
                    if (session != null) {
                      sessions.put(order, session);
                    }
                  });
              return sessions;
            });
  }

  private void ask() {
    Round round = gathering;
    gathering = new Round();
    claims.loaded(() -> claimAndLook(round)).<Void>mapEmpty().onComplete(round.answered);
  }

  private Future<?> claimAndLook(Round round) {
    List<Future<?>> asked = new ArrayList<>();
    round.wanted.forEach(
        (among, wanted) ->
            asked.add(
                claims
                    .claim(among.platform(), among.sessions(), wanted)
                    .onSuccess(whose -> round.claimed.put(among, whose))));
    round.lookedFor.forEach(
        (session, orders) -> asked.add(look(session, List.copyOf(orders), round)));
    return Future.all(asked).compose(answered -> lookWhereOthersClaim(round));
  }

  /**
   * In the session that is wanted an order need not be looked for where it is claimed for it: it is
   * counted there, or nowhere. Where the claim is for another, it may be counted there all the
   * same.
   */
  private Future<?> lookWhereOthersClaim(Round round) {
    Map<String, List<Order>> wanted = new LinkedHashMap<>();
    round.claimed.forEach(
        (among, whose) ->
            round
                .wanted
                .getOrDefault(among, Map.of())
                .forEach(
                    (order, session) -> {
                      if (!session.equals(whose.get(order))) {
                        wanted
                            .computeIfAbsent(session, s -> new ArrayList<>())
                            .add(new Order(among.platform(), order));
                      }
                    }));
    return Future.all(
        wanted.entrySet().stream()
            .map(entry -> look(entry.getKey(), entry.getValue(), round))
            .toList());
  }

  private Future<?> look(String session, List<Order> orders, Round round) {
    return counted
        .states(session, orders)
        .onSuccess(
            states -> {
              Set<Order> found = round.found.computeIfAbsent(session, s -> new HashSet<>());
              for (int i = 0; i < orders.size(); i++) {
                if (!states.get(i).equals(OrderState.NONE)) {
                  found.add(orders.get(i));
                }
              }
            });
  }
}

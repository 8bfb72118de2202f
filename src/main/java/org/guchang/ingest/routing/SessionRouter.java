package org.guchang.ingest.routing;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Routing;
import org.guchang.ingest.Placement;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.CountedOrders.Order;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions by the catalog's timetable, and orders where they were counted. Confined to one
 * event loop.
 *
 * <ol>
 *   <li>A partner with a session of its own: that one.
 *   <li>What is told of a live room: the session that is in that room.
 *   <li>What is told of an order: the session in which the order is counted already; else the one
 *       that was on when the order was created.
 *   <li>What cannot be the first that is heard of an order, and does not tell when that was
 *       created, waits for its order.
 *   <li>Else the session that was on when it happened.
 * </ol>
 *
 * <p>Where an order might belong to one of several sessions, what is decided of it is claimed
 * before it is counted, so that two servers that hear of it at the same instant decide alike.
 *
 * <p>Where no push of an order tells when it was created, the time of the first one that comes
 * stands for it: such an order belongs to another session only if it was created in one, paid in
 * the next, and the news of its creation came last.
 */
public final class SessionRouter implements Placement {
  /** Orders whose session is remembered, some 150 bytes each. */
  private static final int REMEMBERED = 20_000;

  private static final Place NO_SESSION = new Place.Nowhere("no session at that time");
  private static final Place NOT_SEEN = new Place.Nowhere("order not seen yet");

  private final Routing grace;
  private final OrderFinder finder;
  private final OrderClaims claims;
  private final Map<String, Timetable> timetables = new HashMap<>();
  private final Map<Heard, String> remembered =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Heard, String> eldest) {
          return size() > REMEMBERED;
        }
      };
  private @Nullable Catalog catalog;

  /** Each partner has sessions of its own. */
  private record Heard(String partner, Order order) {}

  public SessionRouter(Routing grace, OrderFinder finder, OrderClaims claims) {
    this.grace = grace;
    this.finder = finder;
    this.claims = claims;
  }

  @Override
  public Future<List<Place>> place(List<Clue> clues, Reporter reporter) {
    return place(clues, reporter, claims);
  }

  @Override
  public Future<List<Place>> foresee(List<Clue> clues, Reporter reporter) {
    return place(clues, reporter, OrderClaims.NONE);
  }

  private Future<List<Place>> place(List<Clue> clues, Reporter reporter, OrderClaims settling) {
    learn(reporter.catalog());
    Catalog.Partner partner = reporter.partner();
    String fixed = partner.session();
    if (fixed != null) {
      return Future.succeededFuture(
          clues.stream().map(clue -> allowed(clue, partner, new Place.In(fixed))).toList());
    }
    Timetable timetable =
        timetables.computeIfAbsent(
            partner.id(), id -> new Timetable(reporter.catalog(), partner, grace));
    Map<Order, List<String>> asked = new LinkedHashMap<>();
    for (Clue clue : clues) {
      Order order = order(clue);
      if (order != null && !remembered.containsKey(new Heard(partner.id(), order))) {
        List<String> candidates = timetable.candidates(clue);
        if (isInDoubt(clue, candidates)) {
          asked.put(order, candidates);
        }
      }
    }
    return finder
        .sessionsOf(asked)
        .compose(
            counted -> {
              counted.forEach(
                  (order, session) -> remembered.put(new Heard(partner.id(), order), session));
              Map<Order, String> chosen = choose(clues, partner, timetable);
              Map<Order, String> disputable = new LinkedHashMap<>(chosen);
              disputable
                  .keySet()
                  .removeIf(order -> !timetable.isDivided(order.platform(), reporter.receivedAt()));
              return settled(disputable, partner, timetable, settling)
                  .map(
                      settled -> {
                        chosen.putAll(settled);
                        if (settling != OrderClaims.NONE) {
                          chosen.forEach(
                              (order, session) ->
                                  remembered.put(new Heard(partner.id(), order), session));
                        }
                        return clues.stream()
                            .map(
                                clue ->
                                    allowed(
                                        clue, partner, decide(clue, partner, timetable, chosen)))
                            .toList();
                      });
            });
  }

  /** A session for each order that is counted nowhere yet, as the first clue of it says. */
  private Map<Order, String> choose(
      List<Clue> clues, Catalog.Partner partner, Timetable timetable) {
    Map<Order, String> chosen = new LinkedHashMap<>();
    for (Clue clue : clues) {
      Order order = order(clue);
      if (order == null
          || isWaiting(clue)
          || chosen.containsKey(order)
          || remembered.containsKey(new Heard(partner.id(), order))) {
        continue;
      }
      String session = timetable.on(clue.platform(), isDated(clue) ? clue.createdAt() : clue.at());
      if (session != null) {
        chosen.put(order, session);
      }
    }
    return chosen;
  }

  /** What was chosen, or what another chose before; a session the catalog took away is none. */
  private static Future<Map<Order, String>> settled(
      Map<Order, String> chosen,
      Catalog.Partner partner,
      Timetable timetable,
      OrderClaims settling) {
    if (chosen.isEmpty()) {
      return Future.succeededFuture(chosen);
    }
    return settling
        .claim(partner.id(), chosen)
        .map(
            whose -> {
              Map<Order, String> settled = new LinkedHashMap<>(chosen);
              whose.forEach(
                  (order, session) -> {
                    if (timetable.has(session)) {
                      settled.put(order, session);
                    }
                  });
              return settled;
            });
  }

  @SuppressWarnings("ReferenceEquality") // a reload makes a new one
  private void learn(Catalog current) {
    if (catalog != current) {
      timetables.clear();
      remembered.clear();
      catalog = current;
    }
  }

  private static @Nullable Order order(Clue clue) {
    String id = clue.orderId();
    return id == null ? null : new Order(clue.platform(), id);
  }

  /** Whether an order could be counted elsewhere than the time of its creation says. */
  private static boolean isInDoubt(Clue clue, List<String> candidates) {
    return candidates.size() > 1 || (candidates.size() == 1 && clue.createdAt() == Clue.UNKNOWN);
  }

  private static boolean isDated(Clue clue) {
    return clue.createdAt() != Clue.UNKNOWN;
  }

  /** Whether its order must have been heard of before. */
  private static boolean isWaiting(Clue clue) {
    return !isDated(clue) && !clue.opens();
  }

  private Place decide(
      Clue clue, Catalog.Partner partner, Timetable timetable, Map<Order, String> chosen) {
    Order order = order(clue);
    if (order != null) {
      String session = chosen.get(order);
      session = session == null ? remembered.get(new Heard(partner.id(), order)) : session;
      return session == null && isWaiting(clue) ? NOT_SEEN : in(session);
    }
    String room = clue.room();
    if (room == null) {
      return in(timetable.on(clue.platform(), clue.at()));
    }
    String session = timetable.inRoom(clue.platform(), room, clue.at());
    return session == null
        ? new Place.Nowhere("no session is in room " + room + " at that time")
        : new Place.In(session);
  }

  private static Place in(@Nullable String session) {
    return session == null ? NO_SESSION : new Place.In(session);
  }

  private static Place allowed(Clue clue, Catalog.Partner partner, Place place) {
    return partner.mayReportPlatform(clue.platform())
        ? place
        : new Place.Nowhere(
            "platform " + clue.platform() + " is not yours: the operator can allow it");
  }

  /** Where orders are counted. */
  public interface OrderFinder {

    /**
     * The session of each order that is counted somewhere.
     *
     * @param candidates by order, the sessions to look in
     */
    Future<Map<Order, String>> sessionsOf(Map<Order, List<String>> candidates);
  }

  /**
   * What several servers agree on before an order is counted.
   *
   * <p>Contract: whoever claims first has its session; whoever claims later, within the time it
   * takes to count an order many times over, is told that session, in this process or another.
   */
  public interface OrderClaims {

    /**
     * Claims orders of a partner.
     *
     * @param wanted by order, the session chosen for it
     * @return by order, whose it is
     */
    Future<Map<Order, String>> claim(String partner, Map<Order, String> wanted);

    /** For one who asks alone: what is wanted is had. */
    OrderClaims NONE = (partner, wanted) -> Future.succeededFuture(wanted);
  }
}

package org.guchang.ingest.routing;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Routing;
import org.guchang.ingest.Placement;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.routing.OrderSessions.Doubt;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.redis.ClaimStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions by the catalog's timetable, and orders where they were counted. Confined to one
 * event loop.
 *
 * <ol>
 *   <li>What is told of a live room: the session that is in that room.
 *   <li>What is told of an order: the session in which the order is counted already; else the one
 *       it was claimed for a moment ago; else that of the partner, if it has one of its own; else
 *       the one that was on when the order was created.
 *   <li>What cannot be the first that is heard of an order, and does not tell when that was
 *       created, waits for its order.
 *   <li>Else the partner's own session, or the one that was on when it happened.
 * </ol>
 *
 * <p>Where no push of an order tells when it was created, the time of the first one that comes
 * stands for it: such an order belongs to another session only if it was created in one, paid in
 * the next, and the news of its creation came last.
 *
 * <p>An order is counted in one session, however many servers hear of it at the same moment: where
 * there are several it could belong to, it is claimed for one before it is looked for, and what is
 * found counted goes before any claim. A claim that has ended was followed by a commit or by none,
 * so that whoever looks after claiming anew finds the order, or one that nobody has counted.
 * Partners without a session in common are strangers: an order id of one says nothing of the
 * other's.
 */
public final class SessionRouter implements Placement {
  /*
   * A decision is remembered for half as long as its claim is held at least, so what is remembered is never older than
   * what the other servers know. Pushes of partners that report on one session only are not in doubt and cost nothing.
   */

  /** Orders whose session is remembered, some 150 bytes each. */
  private static final int REMEMBERED = 20_000;

  private static final long REMEMBERED_MILLIS = ClaimStore.LASTS.toMillis() / 2;

  private static final Place NO_SESSION = new Place.Nowhere("no session at that time");
  private static final Place NOT_SEEN = new Place.Nowhere("order not seen yet");

  private final Routing grace;
  private final OrderSessions orders;
  private final LongSupplier clock;
  private final Map<String, Timetable> timetables = new HashMap<>();
  private final Map<Heard, Decision> remembered =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Heard, Decision> eldest) {
          return size() > REMEMBERED;
        }
      };
  private @Nullable Catalog catalog;

  /** Each partner has sessions of its own. */
  private record Heard(String partner, Order order) {}

  /**
   * @param until milliseconds of the clock
   */
  private record Decision(String session, long until) {}

  /**
   * @param clock milliseconds, of any beginning
   */
  public SessionRouter(Routing grace, OrderSessions orders, LongSupplier clock) {
    this.grace = grace;
    this.orders = orders;
    this.clock = clock;
  }

  @Override
  public Future<List<Place>> place(List<Clue> clues, Reporter reporter) {
    Inquiry inquiry = inquire(clues, reporter);
    return orders
        .settle(inquiry.doubts)
        .map(
            settled -> {
              inquiry.sessions.putAll(settled);
              remember(inquiry, reporter.partner());
              return places(clues, inquiry, reporter.partner());
            });
  }

  @Override
  public Future<List<Place>> foresee(List<Clue> clues, Reporter reporter) {
    Inquiry inquiry = inquire(clues, reporter);
    inquiry.doubts.replaceAll((order, doubt) -> doubt.unclaimed());
    return orders
        .settle(inquiry.doubts)
        .map(
            settled -> {
              inquiry.sessions.putAll(settled);
              return places(clues, inquiry, reporter.partner());
            });
  }

  /** What is to be found out about the orders of some clues. */
  private static final class Inquiry {
    final Timetable timetable;

    /** As far as it is known or supposed. */
    final Map<Order, String> sessions = new HashMap<>();

    /** Orders that could be counted elsewhere than is supposed. */
    final Map<Order, Doubt> doubts = new LinkedHashMap<>();

    Inquiry(Timetable timetable) {
      this.timetable = timetable;
    }
  }

  private Inquiry inquire(List<Clue> clues, Reporter reporter) {
    learn(reporter.catalog());
    Catalog.Partner partner = reporter.partner();
    Inquiry inquiry =
        new Inquiry(
            timetables.computeIfAbsent(
                partner.id(), id -> new Timetable(reporter.catalog(), partner, grace)));
    long now = clock.getAsLong();
    for (Clue clue : clues) {
      Order order = order(clue);
      if (order != null && partner.mayReportPlatform(clue.platform())) {
        Decision before = remembered.get(new Heard(partner.id(), order));
        if (before != null && before.until() > now) {
          inquiry.sessions.put(order, before.session());
        } else {
          suppose(inquiry, order, clue, reporter.receivedAt());
        }
      }
    }
    return inquiry;
  }

  private static void suppose(Inquiry inquiry, Order order, Clue clue, long receivedAt) {
    boolean dated = clue.createdAt() != Clue.UNKNOWN;
    if (dated || clue.opens() || inquiry.timetable.isFixed()) {
      String session = inquiry.timetable.on(clue.platform(), dated ? clue.createdAt() : clue.at());
      if (session != null) {
        inquiry.sessions.putIfAbsent(order, session);
      }
    }
    String supposed = inquiry.sessions.get(order);
    List<String> candidates = inquiry.timetable.candidates(clue, receivedAt);
    boolean divided = candidates.size() > 1;
    if (divided || (candidates.size() == 1 && supposed == null && !dated)) {
      List<String> rivals = inquiry.timetable.rivals(clue.platform());
      inquiry.doubts.put(order, new Doubt(candidates, rivals, divided ? supposed : null));
    }
  }

  @SuppressWarnings("ReferenceEquality") // a reload makes a new one
  private void learn(Catalog current) {
    if (catalog != current) {
      timetables.clear();
      remembered.clear();
      catalog = current;
    }
  }

  private void remember(Inquiry inquiry, Catalog.Partner partner) {
    long now = clock.getAsLong();
    inquiry.sessions.forEach(
        (order, session) ->
            remembered.compute(
                new Heard(partner.id(), order),
                (heard, before) ->
                    before != null && before.until() > now && before.session().equals(session)
                        ? before
                        : new Decision(session, now + REMEMBERED_MILLIS)));
  }

  private static @Nullable Order order(Clue clue) {
    String id = clue.orderId();
    return id == null ? null : new Order(clue.platform(), id);
  }

  private static List<Place> places(List<Clue> clues, Inquiry inquiry, Catalog.Partner partner) {
    return clues.stream().map(clue -> place(clue, inquiry, partner)).toList();
  }

  private static Place place(Clue clue, Inquiry inquiry, Catalog.Partner partner) {
    if (!partner.mayReportPlatform(clue.platform())) {
      return new Place.Nowhere(
          "platform " + clue.platform() + " is not yours: the operator can allow it");
    }
    Order order = order(clue);
    if (order != null) {
      return ofOrder(clue, inquiry, inquiry.sessions.get(order));
    }
    String room = clue.room();
    String session =
        room == null
            ? inquiry.timetable.on(clue.platform(), clue.at())
            : inquiry.timetable.inRoom(clue.platform(), room, clue.at());
    return session != null
        ? new Place.In(session)
        : room == null
            ? NO_SESSION
            : new Place.Nowhere("no session is in room " + room + " at that time");
  }

  private static Place ofOrder(Clue clue, Inquiry inquiry, @Nullable String session) {
    if (session == null) {
      return clue.createdAt() == Clue.UNKNOWN && !clue.opens() ? NOT_SEEN : NO_SESSION;
    }
    return inquiry.timetable.has(session)
        ? new Place.In(session)
        : new Place.Nowhere(
            "its order is counted in session " + session + ", which is not this partner's");
  }
}

package org.guchang.ingest.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guchang.ingest.routing.MayEvenings.SHOP;
import static org.guchang.ingest.routing.MayEvenings.at;
import static org.guchang.ingest.routing.MayEvenings.catalog;
import static org.guchang.ingest.routing.MayEvenings.session;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Routing;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.CountedOrders.Order;
import org.junit.jupiter.api.Test;

/**
 * Three evenings, each from 20:00 to 22:00: whatever comes of an order, in whatever order, ends in
 * one of them.
 */
class ArrivalsTest {
  private static final String ROOM = "7012345678901234567";
  private static final Place FIRST = new Place.In("first");
  private static final Place SECOND = new Place.In("second");
  private static final Place NO_SESSION = new Place.Nowhere("no session at that time");
  private static final Place NOT_SEEN = new Place.Nowhere("order not seen yet");

  private final Catalog catalog =
      catalog(
          Map.of(),
          session("first", 16, Map.of(SHOP, List.of(ROOM))),
          session("second", 17, Map.of()),
          session("third", 18, Map.of(SHOP, List.of(ROOM))));
  private final Counted counted = new Counted();
  private final Claims claims = new Claims(() -> 0);
  private SessionRouter router = newRouter();

  /** What stands in Redis; asks are written down. */
  private final class Counted implements OrderSessions {
    final Map<Order, String> orders = new HashMap<>();
    final List<Map<Order, Doubt>> asked = new ArrayList<>();

    @Override
    public Future<Map<Order, String>> settle(Map<Order, Doubt> doubts) {
      asked.add(doubts);
      Map<Order, String> settled = claims.claim(doubts);
      doubts.forEach(
          (order, doubt) -> {
            String session = orders.get(order);
            if (session != null && doubt.candidates().contains(session)) {
              settled.put(order, session);
            }
          });
      return Future.succeededFuture(settled);
    }
  }

  private SessionRouter newRouter() {
    return new SessionRouter(new Routing(30, 120), counted, () -> 0);
  }

  @Test
  void whatFollows_goesWhereTheOrderIsCounted_wheneverItComes() {
    counted.orders.put(new Order(SHOP, "a"), "first");

    assertThat(place(following("a", "18T21:00"))).isEqualTo(FIRST);
    assertThat(place(Clue.ofNewOrder(SHOP, "a", Clue.UNKNOWN, at("17T21:00")))).isEqualTo(FIRST);
    assertThat(place(opened("a", "17T21:00"))).isEqualTo(FIRST);
  }

  @Test
  void refundThatTellsWhenItsOrderWasCreated_needNotWait() {
    assertThat(place(Clue.ofOrder(SHOP, "a", at("16T21:00"), at("18T21:00")))).isEqualTo(FIRST);
    assertThat(place(Clue.ofOrder(SHOP, "b", at("15T21:00"), at("18T21:00"))))
        .isEqualTo(NO_SESSION);
  }

  @Test
  void sessionsAndPlatformsOfOthers_areNeverUsed() {
    Reporter own = reporter(List.of("second"), List.of(SHOP), null);
    counted.orders.put(new Order(SHOP, "a"), "first");
    router.place(List.of(opened("a", "16T20:30")), reporter(List.of("*"), List.of("*"), null));

    assertThat(placed(own, opened("a", "16T20:30"))).containsExactly(NO_SESSION);
    assertThat(placed(own, opened("a", "17T20:30"))).containsExactly(SECOND);
    assertThat(placed(own, Clue.ofNewOrder("kuaishou", "k", at("17T20:30"), at("17T20:30"))))
        .singleElement()
        .isInstanceOf(Place.Nowhere.class);
  }

  @Test
  void nearerSession_wins_whereGracesMeet() {
    Catalog close =
        catalog(
            Map.of(),
            session("early", "16T20:00", "16T22:00", Map.of()),
            session("late", "16T22:30", "16T23:30", Map.of()));
    Reporter reporter = reporter(close, List.of("*"), List.of("*"), null);

    assertThat(
            placed(
                reporter,
                opened("a", "16T22:14"),
                opened("b", "16T22:15"),
                opened("c", "16T22:16"),
                opened("d", "16T23:00")))
        .containsExactly(
            new Place.In("early"),
            new Place.In("early"),
            new Place.In("late"),
            new Place.In("late"));
  }

  @Test
  void ordersOfOneDelivery_areAskedForTogether_andOnce() {
    place(opened("a", "17T20:30"), opened("b", "17T20:31"), following("a", "17T20:32"));
    place(following("a", "17T20:40"));

    assertThat(counted.asked.stream().filter(asked -> !asked.isEmpty()))
        .singleElement()
        .satisfies(
            asked ->
                assertThat(asked.keySet())
                    .containsExactlyInAnyOrder(new Order(SHOP, "a"), new Order(SHOP, "b")));
  }

  /**
   * Whatever comes first, whatever comes twice, and whenever the server is started anew in between:
   * all that is told of an order whose creation is dated ends in one session, that of its creation.
   */
  @Property(tries = 300)
  void anyOrderOfArrival_endsInTheSessionOfCreation(
      @ForAll("evening") long createdAt,
      @ForAll("arrivals") List<Integer> arrivals,
      @ForAll @IntRange(min = 0, max = 8) int restart) {
    counted.orders.clear();
    claims.clear();
    router = newRouter();
    String expected = expectedAt(createdAt);
    List<Clue> waiting = new ArrayList<>();
    Set<String> used = new HashSet<>();
    List<Clue> all = arrivals.stream().map(kind -> clue(kind, createdAt)).toList();

    for (int i = 0; i < all.size(); i++) {
      if (i == restart) {
        router = newRouter();
      }
      deliver(all.get(i), used, waiting);
      List<Clue> again = new ArrayList<>(waiting);
      waiting.clear();
      again.forEach(clue -> deliver(clue, used, waiting));
    }

    boolean dated = arrivals.stream().anyMatch(kind -> kind == 0);
    if (expected == null) {
      assertThat(used).isEmpty();
    } else if (dated) {
      assertThat(used).containsExactly(expected);
      assertThat(waiting).isEmpty();
    } else {
      assertThat(used).isEmpty();
      assertThat(waiting).hasSameSizeAs(arrivals);
    }
  }

  /**
   * Nothing is counted yet when all of it arrives, each push at a server of its own that heard
   * nothing before: created in the first evening, paid on the second, as some platforms tell
   * neither when.
   */
  @Property(tries = 300)
  void pushesOfOneOrder_atSeveralServersAtOnce_endInOneSession(
      @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 0, max = 2) Integer> kinds) {
    claims.clear();
    Set<Place> places = new HashSet<>();
    for (int kind : kinds) {
      router = newRouter();
      places.add(
          place(
              switch (kind) {
                case 0 -> opened("o", "16T21:00");
                case 1 -> Clue.ofNewOrder(SHOP, "o", Clue.UNKNOWN, at("17T21:00"));
                default -> Clue.ofNewOrder(SHOP, "o", Clue.UNKNOWN, at("18T21:00"));
              }));
    }
    assertThat(places).hasSize(1);
  }

  @Test
  void whoOnlyLooks_settlesNothing() {
    assertThat(
            router
                .foresee(
                    List.of(Clue.ofNewOrder(SHOP, "o", Clue.UNKNOWN, at("17T21:00"))),
                    reporter(List.of("*"), List.of("*"), null))
                .result())
        .containsExactly(SECOND);

    assertThat(claims.isEmpty()).isTrue();
    assertThat(place(opened("o", "16T21:00"))).isEqualTo(FIRST);
  }

  @Test
  void aPartnerOfOneEvening_hasNothingToClaim() {
    assertThat(
            placed(
                reporter(List.of("second"), List.of(SHOP), null),
                Clue.ofNewOrder(SHOP, "o", Clue.UNKNOWN, at("17T21:00"))))
        .containsExactly(SECOND);
    assertThat(claims.isEmpty()).isTrue();
  }

  /** As the door does: what is placed is counted, what is not is kept and posted again. */
  private void deliver(Clue clue, Set<String> used, List<Clue> waiting) {
    Place place = place(clue);
    if (place instanceof Place.In in) {
      used.add(in.session());
      counted.orders.put(new Order(SHOP, "o"), in.session());
    } else if (place.equals(NOT_SEEN)) {
      waiting.add(clue);
    }
  }

  private static Clue clue(int kind, long createdAt) {
    long later = createdAt + kind * 86_400_000L;
    return kind == 0
        ? Clue.ofNewOrder(SHOP, "o", createdAt, createdAt)
        : Clue.ofOrder(SHOP, "o", Clue.UNKNOWN, later);
  }

  @Provide
  Arbitrary<Long> evening() {
    return Arbitraries.longs().between(at("16T18:00"), at("19T03:00"));
  }

  @Provide
  Arbitrary<List<Integer>> arrivals() {
    return Arbitraries.integers().between(0, 3).list().ofMinSize(1).ofMaxSize(8);
  }

  private static String expectedAt(long millis) {
    for (Map.Entry<String, Integer> day :
        Map.of("first", 16, "second", 17, "third", 18).entrySet()) {
      long start = at(day.getValue() + "T19:30");
      if (millis >= start && millis < at(day.getValue() + 1 + "T00:00")) {
        return day.getKey();
      }
    }
    return null;
  }

  private Place place(Clue... clues) {
    return placed(reporter(List.of("*"), List.of("*"), null), clues).get(0);
  }

  private List<Place> placed(Reporter reporter, Clue... clues) {
    return router.place(List.of(clues), reporter).result();
  }

  private Reporter reporter(List<String> sessions, List<String> platforms, String fixed) {
    return reporter(catalog, sessions, platforms, fixed);
  }

  private static Reporter reporter(
      Catalog catalog, List<String> sessions, List<String> platforms, String fixed) {
    String id = String.join("+", sessions);
    Catalog.Partner partner =
        new Catalog.Partner(id, "doudian", List.of(), sessions, platforms, fixed, Map.of());
    return new Reporter(partner, catalog, at("19T12:00"));
  }

  private static Clue opened(String order, String time) {
    return Clue.ofNewOrder(SHOP, order, at(time), at(time));
  }

  private static Clue following(String order, String time) {
    return Clue.ofOrder(SHOP, order, Clue.UNKNOWN, at(time));
  }
}

package org.guchang.ingest.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.CountedOrders.Order;
import org.jspecify.annotations.Nullable;

/** Two evenings of one partner, 19:30 to 22:00 on the 16th and on the 17th. */
final class SessionRouterTest {
  private static final Settings.Routing GRACE = new Settings.Routing(30, 120);
  private static final Place NO_SESSION = new Place.Nowhere("no session at that time");
  private static final Place NOT_SEEN = new Place.Nowhere("order not seen yet");

  private final Map<Order, String> counted = new HashMap<>();
  private final Claims claims = new Claims(() -> 0);
  private final SessionRouter router =
      new SessionRouter(
          GRACE,
          doubts -> {
            Map<Order, String> settled = claims.claim(doubts);
            doubts.forEach(
                (order, doubt) -> {
                  String session = counted.get(order);
                  if (session != null && doubt.candidates().contains(session)) {
                    settled.put(order, session);
                  }
                });
            return Future.succeededFuture(settled);
          },
          () -> 0);
  private final Catalog catalog = catalog(null);

  private static long at(String time) {
    return OffsetDateTime.parse("2020-05-" + time + ":00+08:00").toInstant().toEpochMilli();
  }

  private static Catalog catalog(@Nullable String fixed) {
    Map<String, Catalog.Session> sessions =
        Map.of("first", session("first", 16), "second", session("second", 17));
    Catalog.Partner shop =
        new Catalog.Partner(
            "shop",
            "doudian",
            List.of(),
            List.of("*"),
            List.of("douyin"),
            fixed,
            Map.of("appKey", "k", "appSecret", "s"));
    return new Catalog(
        "digest",
        Map.of("douyin", new Catalog.Platform("douyin", "抖音")),
        Map.of(
            "c",
            new Catalog.Campaign(
                "c", "嗨购", LocalDate.parse("2020-05-15"), LocalDate.parse("2020-05-19"), 0)),
        sessions,
        Map.of("shop", shop),
        Map.of(),
        Map.of());
  }

  private static Catalog.Session session(String id, int day) {
    return new Catalog.Session(
        id,
        "c",
        "交城县",
        id,
        null,
        OffsetDateTime.parse("2020-05-" + day + "T19:30:00+08:00"),
        OffsetDateTime.parse("2020-05-" + day + "T22:00:00+08:00"),
        List.of("douyin"),
        0,
        false,
        Map.of("douyin", List.of("room-" + day)),
        List.of());
  }

  private Place place(Clue clue) {
    return place(catalog, clue);
  }

  private Place place(Catalog from, Clue clue) {
    Catalog.Partner shop = Objects.requireNonNull(from.partners().get("shop"));
    return router.place(List.of(clue), new Reporter(shop, from, clue.at())).result().get(0);
  }

  @Example
  void anOrder_belongsToTheSessionThatWasOnWhenItWasCreated() {
    assertThat(place(Clue.ofNewOrder("douyin", "o1", at("16T21:59"), at("17T20:00"))))
        .isEqualTo(new Place.In("first"));
    assertThat(place(Clue.ofNewOrder("douyin", "o2", at("17T19:31"), at("17T19:31"))))
        .isEqualTo(new Place.In("second"));
  }

  @Example
  void theGrace_reachesBeyondTheSession_andNoFurther() {
    assertThat(place(Clue.ofNewOrder("douyin", "o1", at("16T19:00"), at("16T19:00"))))
        .isEqualTo(new Place.In("first"));
    assertThat(place(Clue.ofNewOrder("douyin", "o2", at("16T23:59"), at("16T23:59"))))
        .isEqualTo(new Place.In("first"));
    assertThat(place(Clue.ofNewOrder("douyin", "o3", at("17T00:00"), at("17T00:00"))))
        .isEqualTo(NO_SESSION);
  }

  @Example
  void whateverComesLater_followsTheOrder() {
    counted.put(new Order("douyin", "o1"), "first");
    assertThat(place(Clue.ofNewOrder("douyin", "o1", Clue.UNKNOWN, at("17T20:00"))))
        .isEqualTo(new Place.In("first"));
    assertThat(place(Clue.ofOrder("douyin", "o1", Clue.UNKNOWN, at("19T09:00"))))
        .isEqualTo(new Place.In("first"));
  }

  @Example
  void aRefundOfAnOrderNobodyHasSeen_waits_untilItComes() {
    Clue refund = Clue.ofOrder("douyin", "o9", Clue.UNKNOWN, at("16T21:00"));
    assertThat(place(refund)).isEqualTo(NOT_SEEN);
    counted.put(new Order("douyin", "o9"), "first");
    assertThat(place(refund)).isEqualTo(new Place.In("first"));
  }

  @Example
  void withinOneDelivery_theOrderIsFoundWhereItWasOpened() {
    Catalog.Partner shop = Objects.requireNonNull(catalog.partners().get("shop"));
    List<Place> places =
        router
            .place(
                List.of(
                    Clue.ofNewOrder("douyin", "o5", at("16T20:00"), at("16T20:00")),
                    Clue.ofOrder("douyin", "o5", Clue.UNKNOWN, at("16T20:01"))),
                new Reporter(shop, catalog, at("16T20:02")))
            .result();
    assertThat(places).containsOnly(new Place.In("first"));
  }

  @Example
  void aLiveRoom_leadsToItsSession() {
    assertThat(place(Clue.ofRoom("douyin", "room-17", at("17T20:00"))))
        .isEqualTo(new Place.In("second"));
    assertThat(place(Clue.ofRoom("douyin", "room-99", at("17T20:00"))))
        .isEqualTo(new Place.Nowhere("no session is in room room-99 at that time"));
  }

  @Example
  void aPartnerWithASessionOfItsOwn_needsNoTime() {
    Catalog own = catalog("second");
    assertThat(place(own, Clue.ofOrder("douyin", "o1", Clue.UNKNOWN, at("01T00:00"))))
        .isEqualTo(new Place.In("second"));
  }

  @Example
  void aPlatformThatIsNotThePartners_isRefused() {
    assertThat(place(Clue.ofNewOrder("kuaishou", "o1", at("16T20:00"), at("16T20:00"))))
        .isEqualTo(new Place.Nowhere("platform kuaishou is not yours: the operator can allow it"));
  }

  /** All pushes of one order tell when it was created; they come in any order, days later too. */
  @Property(tries = 200)
  void whereverTheFirstPushOfAnOrderCame_allOfThemEndInOneSession(
      @ForAll @IntRange(min = 0, max = 149) int createdMinute,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 4000) Integer> delays,
      @ForAll @Size(6) List<Boolean> opening) {
    long created = at("16T19:30") + createdMinute * 60_000L;
    for (int i = 0; i < delays.size(); i++) {
      long when = created + delays.get(i) * 60_000L;
      Clue clue =
          opening.get(i)
              ? Clue.ofNewOrder("douyin", "o1", created, when)
              : Clue.ofOrder("douyin", "o1", created, when);
      assertThat(place(clue)).isEqualTo(new Place.In("first"));
    }
  }
}

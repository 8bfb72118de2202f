package org.guchang.ingest.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guchang.ingest.routing.MayEvenings.SHOP;
import static org.guchang.ingest.routing.MayEvenings.at;
import static org.guchang.ingest.routing.MayEvenings.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Routing;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.routing.OrderSessions.Doubt;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.redis.ClaimStore;

/**
 * Two servers hear of the same orders in any interleaving of their steps: a shop's hook that tells
 * when an order was created, the same hook that does not, and an order list of another partner.
 * Some commits fail and are tried again, some only after every claim has ended.
 */
class RacingRoutersTest {
  private static final long MILLIS_A_STEP = 3_000;

  /** Of the tasks that are due, so many may come first; none is put off for as long as a claim. */
  private static final int WINDOW = 6;

  private final Catalog catalog =
      MayEvenings.catalog(
          Map.of(
              "shop", partner("shop", "doudian", "*", null),
              "list", partner("list", "csv", "*", null),
              "own", partner("own", "doudian", "second", "second")),
          session("first", 16),
          session("second", 17));

  /** One run: what is counted where, and what is still to happen. */
  private final class World {
    final Random random;
    final Map<Order, Set<String>> counted = new HashMap<>();
    final List<Runnable> tasks = new ArrayList<>();
    final List<Runnable> failed = new ArrayList<>();
    final List<SessionRouter> servers = new ArrayList<>();
    long now;

    World(long seed) {
      random = new Random(seed);
      Claims claims = new Claims(() -> now);
      for (int i = 0; i < 2; i++) {
        servers.add(
            new SessionRouter(
                new Routing(30, 120),
                doubts ->
                    later(() -> claims.claim(doubts))
                        .compose(claimed -> later(() -> look(doubts, claimed))),
                () -> now));
      }
    }

    private Map<Order, String> look(Map<Order, Doubt> doubts, Map<Order, String> settled) {
      doubts.forEach(
          (order, doubt) ->
              counted.getOrDefault(order, Set.of()).stream()
                  .filter(doubt.candidates()::contains)
                  .forEach(session -> settled.put(order, session)));
      return settled;
    }

    private <T> Future<T> later(Supplier<T> answer) {
      Promise<T> promise = Promise.promise();
      tasks.add(() -> promise.complete(answer.get()));
      return promise.future();
    }

    void deliver(String partner, Clue clue) {
      tasks.add(
          () ->
              servers
                  .get(random.nextInt(2))
                  .place(List.of(clue), reporter(partner))
                  .onSuccess(places -> tasks.add(() -> commit(partner, clue, places.get(0)))));
    }

    private void commit(String partner, Clue clue, Place place) {
      if (random.nextInt(4) == 0) {
        (random.nextBoolean() ? tasks : failed).add(() -> deliver(partner, clue));
      } else if (place instanceof Place.In in) {
        counted
            .computeIfAbsent(new Order(SHOP, String.valueOf(clue.orderId())), o -> new HashSet<>())
            .add(in.session());
      }
    }

    void run() {
      while (!tasks.isEmpty()) {
        now += random.nextLong(MILLIS_A_STEP);
        tasks.remove(random.nextInt(Math.min(WINDOW, tasks.size()))).run();
      }
    }
  }

  @Property(tries = 500)
  void everyOrder_isCountedInOneSession_whoeverHearsOfItFirst(@ForAll long seed) {
    World world = new World(seed);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 6; i++) {
        String order = "o" + i;
        world.deliver("shop", Clue.ofNewOrder(SHOP, order, at("16T21:00"), at("16T21:00")));
        world.deliver("shop", Clue.ofNewOrder(SHOP, order, Clue.UNKNOWN, at("17T21:00")));
        world.deliver("list", Clue.ofNewOrder(SHOP, order, at("16T21:00"), at("17T21:00")));
        world.deliver("shop", Clue.ofOrder(SHOP, order, Clue.UNKNOWN, at("17T21:30")));
      }
      world.run();
      world.now += ClaimStore.LASTS.toMillis();
      world.tasks.addAll(world.failed);
      world.failed.clear();
      world.run();
    }
    assertThat(world.counted.values()).hasSize(6).allSatisfy(one -> assertThat(one).hasSize(1));
  }

  @Property(tries = 100)
  void aDecisionThatNobodyCounted_bindsNoServerLongerThanItsClaim(@ForAll long seed) {
    World world = new World(seed);
    Clue created = Clue.ofNewOrder(SHOP, "o", at("16T21:00"), at("16T21:00"));
    Clue paid = Clue.ofNewOrder(SHOP, "o", Clue.UNKNOWN, at("17T21:00"));
    placed(world, 0, created);
    world.now += ClaimStore.LASTS.toMillis();
    Place second = placed(world, 1, paid);
    assertThat(second).isEqualTo(new Place.In("second"));
    world.counted.put(new Order(SHOP, "o"), Set.of("second"));

    assertThat(placed(world, 0, created)).as("where it is counted").isEqualTo(second);
  }

  @Property(tries = 1)
  void aPartnerThatMayNotReportWhereTheOrderIsCounted_isToldSo() {
    World world = new World(1);
    world.counted.put(new Order(SHOP, "o"), Set.of("first"));
    Future<List<Place>> asked =
        world
            .servers
            .get(0)
            .place(
                List.of(Clue.ofNewOrder(SHOP, "o", at("17T21:00"), at("17T21:00"))),
                reporter("own"));
    world.run();

    assertThat(asked.result())
        .containsExactly(
            new Place.Nowhere(
                "its order is counted in session first, which is not this partner's"));
  }

  private Place placed(World world, int server, Clue clue) {
    Future<List<Place>> asked = world.servers.get(server).place(List.of(clue), reporter("shop"));
    world.run();
    return asked.result().get(0);
  }

  private Reporter reporter(String partner) {
    Catalog.Partner known = catalog.partners().get(partner);
    if (known == null) {
      throw new IllegalArgumentException(partner);
    }
    return new Reporter(known, catalog, at("17T21:00"));
  }

  private static Catalog.Partner partner(String id, String format, String sessions, String fixed) {
    return new Catalog.Partner(
        id, format, List.of(), List.of(sessions), List.of(SHOP), fixed, Map.of());
  }
}

package org.guchang.ingest.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guchang.ingest.routing.MayEvenings.SHOP;
import static org.guchang.ingest.routing.MayEvenings.at;
import static org.guchang.ingest.routing.MayEvenings.session;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Durability;
import org.guchang.config.Settings.Routing;
import org.guchang.event.OrderState;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.StoredOrders;
import org.guchang.ledger.codec.ByteWriter;
import org.guchang.ledger.codec.OrderStateCodec;
import org.guchang.redis.Awaited;
import org.guchang.redis.ClaimStore;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.SessionStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one Redis hear of the same orders at the same instant: one that they were created
 * in the first session, the other, without a date, that they were paid, within the second.
 */
final class OneSessionAnOrderIT {
  private static final int ORDERS = 2_000;
  private static final Keys KEYS = new Keys("test:");

  private final Vertx vertx = Vertx.vertx();
  private final List<Server> servers = new ArrayList<>();
  private final Reporter reporter = reporter();
  @TempDir private Path data;
  private EmbeddedRedis redis;

  private record Server(Context context, RedisLink link, SessionRouter router) {}

  @BeforeEach
  void open() throws Exception {
    redis =
        EmbeddedRedis.start(
            data, new Durability.EverySecond(), System.getenv().getOrDefault("PATH", ""));
    servers.add(server());
    servers.add(server());
  }

  private Server server() {
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    RedisLink link = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5)).link("a router");
    Awaited.on(context, link::connect);
    SessionRouter router =
        new SessionRouter(
            new Routing(30, 120),
            new StoredOrderSessions(new StoredOrders(new SessionStore(link, KEYS)), claims(link)),
            System::currentTimeMillis);
    return new Server(context, link, router);
  }

  private static ClaimStore claims(RedisLink link) {
    return new ClaimStore(link, new ReplicaWait(0, 0), KEYS, System::currentTimeMillis);
  }

  @AfterEach
  void close() throws Exception {
    servers.forEach(server -> Awaited.on(server.context(), server.link()::close));
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.stop();
  }

  @Test
  void bothDecideAlike_whoeverIsFirst() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(516);
    List<List<Future<Place>>> told = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      Clue created = Clue.ofNewOrder(SHOP, "o" + i, at("16T21:00"), at("16T21:00"));
      Clue paid = Clue.ofNewOrder(SHOP, "o" + i, Clue.UNKNOWN, at("17T21:00"));
      int first = random.nextInt(2);
      told.add(
          List.of(
              ask(servers.get(first), created, random.nextInt(3)),
              ask(servers.get(1 - first), paid, random.nextInt(3))));
    }

    List<List<Place>> places =
        told.stream()
            .map(pair -> pair.stream().map(OneSessionAnOrderIT::awaited).toList())
            .toList();
    assertThat(places).allSatisfy(pair -> assertThat(pair.get(0)).isEqualTo(pair.get(1)));
    assertThat(places.stream().map(pair -> pair.get(0)).distinct())
        .as("either session wins now and then")
        .containsExactlyInAnyOrder(new Place.In("first"), new Place.In("second"));
  }

  @Test
  void aRedisThatForgetsItsScripts_isClaimedAtAllTheSame() {
    for (int i = 0; i < ORDERS / 20; i++) {
      Server one = servers.get(i % 2);
      Server other = servers.get(1 - i % 2);
      Awaited.on(one.context(), () -> one.link().send(forget()));
      Future<Place> created =
          ask(one, Clue.ofNewOrder(SHOP, "f" + i, at("16T21:00"), at("16T21:00")), i % 3);
      Future<Place> paid =
          ask(other, Clue.ofNewOrder(SHOP, "f" + i, Clue.UNKNOWN, at("17T21:00")), i % 5);
      assertThat(awaited(created)).isEqualTo(awaited(paid)).isInstanceOf(Place.In.class);
    }
  }

  /** The news of their creation was counted and an hour went by; then others thought otherwise. */
  @Test
  void whatIsCountedStaysWhereItIs_whoeverClaimedItSince() {
    Server one = servers.get(0);
    List<Clue> paid = new ArrayList<>();
    List<Place> where = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String counted = i % 2 == 0 ? "first" : "second";
      String order = "c" + i;
      count(one, counted, order);
      String claimed = i % 4 < 2 ? "first" : "second";
      Awaited.on(
          one.context(),
          () ->
              claims(one.link())
                  .loaded(
                      () ->
                          claims(one.link())
                              .claim(SHOP, List.of("first", "second"), Map.of(order, claimed))));
      paid.add(Clue.ofNewOrder(SHOP, order, at("16T21:00"), at("17T21:00")));
      where.add(new Place.In(counted));
    }
    assertThat(Awaited.on(one.context(), () -> one.router().place(paid, reporter)))
        .isEqualTo(where);
  }

  private void count(Server server, String session, String order) {
    byte[] field = new ByteWriter(32).text(SHOP).text(order).toBytes();
    OrderState placed = new OrderState(true, false, OrderState.NEVER, null, 0, List.of());
    Awaited.on(
        server.context(),
        () ->
            server
                .link()
                .send(
                    Request.cmd(Command.HSET)
                        .arg(KEYS.session(session).orders())
                        .arg(field)
                        .arg(OrderStateCodec.encode(placed))));
  }

  private static Request forget() {
    return Request.cmd(Command.SCRIPT, "FLUSH");
  }

  /**
   * What was claimed stays claimed for a server that comes up while the order is not counted yet.
   */
  @Test
  void aServerThatStartsInBetween_decidesAsTheOthersDid() {
    List<Clue> created =
        IntStream.range(0, 100)
            .mapToObj(i -> Clue.ofNewOrder(SHOP, "p" + i, at("16T21:00"), at("16T21:00")))
            .toList();
    Server before = servers.get(0);
    Awaited.on(before.context(), () -> before.router().place(created, reporter));

    Server after = server();
    servers.add(after);
    List<Clue> paid =
        IntStream.range(0, 100)
            .mapToObj(i -> Clue.ofNewOrder(SHOP, "p" + i, Clue.UNKNOWN, at("17T21:00")))
            .toList();
    assertThat(Awaited.on(after.context(), () -> after.router().place(paid, reporter)))
        .containsOnly(new Place.In("first"));
  }

  /** Some round trips later, so that now the one and now the other push is the first. */
  private Future<Place> ask(Server server, Clue clue, int roundTrips) {
    return Future.future(
        done ->
            server
                .context()
                .runOnContext(go -> askAfter(server, clue, roundTrips).onComplete(done)));
  }

  private Future<Place> askAfter(Server server, Clue clue, int roundTrips) {
    return roundTrips == 0
        ? server.router().place(List.of(clue), reporter).map(places -> places.get(0))
        : server.link().ping().compose(answered -> askAfter(server, clue, roundTrips - 1));
  }

  private static Place awaited(Future<Place> place) {
    try {
      return place.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("A router did not answer within 20 s", late);
    }
  }

  private static Reporter reporter() {
    Catalog.Partner partner =
        new Catalog.Partner(
            "shop", "doudian", List.of(), List.of("*"), List.of(SHOP), null, Map.of());
    Catalog catalog =
        MayEvenings.catalog(Map.of("shop", partner), session("first", 16), session("second", 17));
    return new Reporter(partner, catalog, at("17T21:00"));
  }
}

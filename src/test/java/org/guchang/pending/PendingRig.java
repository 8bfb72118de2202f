package org.guchang.pending;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.guchang.board.RedisSessionReader;
import org.guchang.board.SessionFigures.OrderSums;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Durability;
import org.guchang.config.Settings.Limits;
import org.guchang.event.Event;
import org.guchang.event.Origin;
import org.guchang.ingest.Lookups.Due;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Lookup;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Digest;
import org.guchang.ledger.LedgerMeters;
import org.guchang.ledger.RedisLedger;
import org.guchang.ledger.Verification;
import org.guchang.pending.api.ApiHttp;
import org.guchang.pending.api.PlatformApis;
import org.guchang.redis.Awaited;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Eventually;
import org.guchang.redis.Keys;
import org.guchang.redis.MilestoneStore;
import org.guchang.redis.MomentStore;
import org.guchang.redis.PaceStore;
import org.guchang.redis.PendingStore;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.SessionStore;
import org.guchang.redis.TokenStore;

/** A real Redis, as many servers' workers on it as a test wants, and a clock it turns by hand. */
public final class PendingRig implements AutoCloseable {
  public static final String SESSION = "jc";
  public static final String PARTNER = "farm";
  public static final Keys KEYS = new Keys("test:");
  public static final ReplicaWait NONE = new ReplicaWait(0, 0);

  private static final Limits LIMITS = new Limits(1 << 20, 1000, 300, 20_000, 100, 5_000);

  public final Vertx vertx = Vertx.vertx();
  public final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  private final Path dir;
  private final EmbeddedRedis redis;
  private final List<RedisLink> links = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();

  public PendingRig() {
    try {
      dir = Files.createTempDirectory("guchang-pending");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    redis =
        EmbeddedRedis.start(
            dir,
            new Durability.EverySecond(),
            new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false));
  }

  public Context loop() {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  public RedisLink link(Context loop) {
    RedisLink link = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5)).link("test");
    Awaited.on(loop, link::connect);
    links.add(link);
    return link;
  }

  /** A catalog of one session and one partner. */
  static Catalog catalog(String format, Map<String, String> api) {
    OffsetDateTime start = OffsetDateTime.parse("2023-11-14T20:00:00+08:00");
    Catalog.Session session =
        new Catalog.Session(
            SESSION, "may", "交城县", "t", null, start, start.plusHours(3), List.of(), 0, false);
    Catalog.Partner partner =
        new Catalog.Partner(
            PARTNER,
            format,
            List.of(),
            List.of("*"),
            List.of("*"),
            SESSION,
            Map.of(),
            null,
            List.of(),
            api,
            List.of());
    return new Catalog(
        "digest",
        Map.of(),
        Map.of(),
        Map.of(SESSION, session),
        Map.of(PARTNER, partner),
        Map.of(),
        Map.of());
  }

  /** One server's part. */
  final class Server {
    final Context loop = loop();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final PendingStanding standing = new PendingStanding();
    volatile Catalog catalog;
    private final RedisLink link = link(loop);
    private final RedisLedger ledger =
        new RedisLedger(
            link,
            NONE,
            KEYS,
            () -> UUID.randomUUID().toString(),
            LIMITS,
            now::get,
            new LedgerMeters(registry));
    final PendingStore store = new PendingStore(link, NONE, KEYS);
    final PendingWorker worker;
    private final PendingLookups lookups;

    Server(Catalog first) {
      catalog = first;
      PlatformApis apis =
          new PlatformApis(new ApiHttp(vertx), new TokenStore(link, NONE, KEYS), now::get);
      worker =
          new PendingWorker(
              new PendingWorker.Means(
                  store,
                  new PaceStore(link, KEYS),
                  ledger,
                  apis,
                  () -> catalog,
                  now::get,
                  new Random(7),
                  new PendingMeters(registry)),
              standing);
      lookups = new PendingLookups(store, place -> {});
      onLoop(worker::readCatalog);
      servers.add(this);
    }

    void onLoop(Runnable work) {
      Awaited.on(
          loop,
          () -> {
            work.run();
            return io.vertx.core.Future.succeededFuture();
          });
    }

    /** What a push of a paid order does: the to-do, then the order without its amount. */
    void paid(String orderId, long at) {
      Clue clue = Clue.ofNewOrder("kuaishou", orderId, at, at);
      keep(new Lookup(0, clue, null));
      Origin origin = new Origin(SESSION, "kuaishou", "push-" + orderId, at);
      commit(new Event.OrderPaidPending(origin, orderId, 0));
    }

    void changed(String orderId, long at) {
      keep(new Lookup(0, Clue.ofOrder("kuaishou", orderId, Clue.UNKNOWN, at), null));
    }

    void refunded(String orderId, String refundId, long at) {
      keep(new Lookup(0, Clue.ofOrder("kuaishou", orderId, Clue.UNKNOWN, at), refundId));
    }

    private void keep(Lookup lookup) {
      Reporter reporter = new Reporter(catalog.partners().get(PARTNER), catalog, now.get());
      Awaited.on(loop, () -> lookups.keep(List.of(new Due(lookup, SESSION)), reporter));
    }

    private void commit(Event event) {
      long digest = Digest.of("test", event.toString());
      Awaited.on(
          loop,
          () ->
              ledger.commit(new Delivery(PARTNER, digest, digest + 1, now.get()), List.of(event)));
    }

    void tick() {
      onLoop(worker::tick);
    }

    /** It is gone in the middle of what it did; nothing is handed over. */
    void kill() {
      servers.remove(this);
      onLoop(() -> link.expectEnd());
      Awaited.on(loop, link::close);
    }

    OrderSums sums() {
      return Awaited.on(
              loop,
              () ->
                  new RedisSessionReader(
                          new SessionStore(link, KEYS),
                          new MomentStore(link, KEYS),
                          new MilestoneStore(link, KEYS))
                      .read(SESSION, null))
          .totals()
          .sums();
    }

    long waiting() {
      return Awaited.on(
              loop, () -> store.standings(List.of(new PendingStore.Place(SESSION, PARTNER))))
          .get(0)
          .count();
    }

    boolean isProved() {
      return Awaited.on(loop, () -> new Verification(new SessionStore(link, KEYS)).verify(SESSION))
          .isProved();
    }

    double counted(String outcome) {
      return registry.find("guchang.lookups").tag("outcome", outcome).counters().stream()
          .mapToDouble(counter -> counter.count())
          .sum();
    }
  }

  /** Everything Redis ever wrote of what this rig's servers gave it. */
  String written() {
    try (Stream<Path> files = Files.walk(dir)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("append")) {
          all.append(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
        }
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  /** Lets all servers do what is due until it holds; the clock stands still. */
  void workUntil(String what, BooleanSupplier condition) {
    Eventually.until(
        what,
        () -> {
          List.copyOf(servers).forEach(Server::tick);
          return condition.getAsBoolean();
        });
  }

  /** As above, with the clock running on by so much a round. */
  void workUntil(String what, Duration round, BooleanSupplier condition) {
    workUntil(
        what,
        () -> {
          pass(round);
          return condition.getAsBoolean();
        });
  }

  static Map<String, String> without(Map<String, String> api, String key) {
    Map<String, String> less = new LinkedHashMap<>(api);
    less.remove(key);
    return less;
  }

  @Override
  public void close() {
    links.forEach(link -> Awaited.on(vertx.getOrCreateContext(), link::close));
    Awaited.on(vertx.getOrCreateContext(), () -> io.vertx.core.Future.succeededFuture());
    try {
      vertx.close().await(10, java.util.concurrent.TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
    redis.stop();
  }
}

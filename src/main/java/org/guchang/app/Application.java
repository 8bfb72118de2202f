package org.guchang.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.audit.AuditRoutes;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.guchang.door.Entrance;
import org.guchang.door.Entrances;
import org.guchang.door.TlsUnusable;
import org.guchang.guide.Guide;
import org.guchang.ingest.PartnerDoor;
import org.guchang.ledger.LedgerMeters;
import org.guchang.log.Field;
import org.guchang.ops.CatalogReload;
import org.guchang.ops.DoorMeters;
import org.guchang.ops.Health;
import org.guchang.ops.LoopWatch;
import org.guchang.ops.OpsDoor;
import org.guchang.ops.ServerMeters;
import org.guchang.pending.PendingOrders;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.RedisChangeFeed;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.screen.ScreenDoor;
import org.guchang.screen.ScreenMeters;
import org.guchang.screen.ScreenRoutes;
import org.guchang.watch.Lookouts;
import org.guchang.watch.ProofBook;
import org.guchang.watch.ProofRoutes;
import org.guchang.watch.SessionRoster;
import org.guchang.watch.SessionRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server. */
public final class Application {

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** For deliveries under way: a body that is still on its way, a commit that waits for Redis. */
  private static final Duration FINISHING = Duration.ofSeconds(3);

  private static final Duration NOTICE = Duration.ofMillis(500);

  private static final String REDIS = "redis";
  private static final String DATA = "data";
  private static final String SCRIPTS = "scripts";
  private static final String CHANGES = "change feed";
  private static final String OPS = "ops door";
  private static final String SCREEN = "screen door";
  private static final String PARTNER = "partner door";
  private static final String PENDING = "pending orders";
  private static final String WATCH = "watch";

  private final Settings settings;
  private final Access access;
  private final CatalogHolder catalog;
  private final EmbeddedRedis.Start embedded;
  private final Vertx vertx = EventLoops.create();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ServerMeters meters = new ServerMeters(registry);
  private final Health health = new Health(Clock.systemUTC());
  private final Stops stops = new Stops();
  private final Queue<PartnerDoor> partners = new ConcurrentLinkedQueue<>();
  private final Queue<ScreenDoor> screens = new ConcurrentLinkedQueue<>();
  private final LongSupplier clock = System::currentTimeMillis;
  private final Lookouts.Books books =
      new Lookouts.Books(new SessionRoster(), new ProofBook(registry, clock));

  private final Entrances entrances;

  private Application(
      Settings settings, Access access, CatalogHolder catalog, EmbeddedRedis.Start embedded) {
    this.settings = settings;
    this.access = access;
    this.catalog = catalog;
    this.embedded = embedded;
    DoorMeters doors = new DoorMeters(registry);
    this.entrances = entrances(doors);
    doors.show(entrances.guard());
    for (String part : List.of(REDIS, DATA, SCRIPTS, CHANGES, OPS, SCREEN, PARTNER)) {
      health.tell(part, false);
      meters.show(health, part);
    }
  }

  /**
   * A server, not yet started.
   *
   * @param embedded how to start Redis, where the settings name none
   * @throws StartProblem when a key cannot be had, the certificate not be used, or a door would be
   *     open to others
   * @throws org.guchang.access.AccessProblems when the file of users cannot be used
   */
  public static Application of(
      Settings settings, CatalogHolder catalog, EmbeddedRedis.Start embedded) {
    StartLines.tell(settings);
    return new Application(PrivacyKey.fill(settings), Access.of(settings), catalog, embedded);
  }

  private Entrances entrances(DoorMeters doors) {
    try {
      return Entrances.of(settings, vertx, doors);
    } catch (TlsUnusable unusable) {
      vertx.close();
      throw new StartProblem("TLS cannot be spoken: " + unusable.getMessage());
    }
  }

  /** Starts everything; what fails stops all that was started before it. From any thread. */
  public Future<Doors> start() {
    return Future.<Doors>future(
            done -> vertx.getOrCreateContext().runOnContext(go -> rooms().onComplete(done)))
        .recover(failure -> stops.run().transform(stopped -> Future.failedFuture(failure)));
  }

  private Future<Doors> rooms() {
    RedisAccess access = new RedisAccess(vertx, settings, meters);
    return access
        .open(embedded, stops)
        .compose(uri -> access.check(uri, found -> health.tell(DATA, found)))
        .compose(
            redis -> {
              health.tell(DATA, true);
              RedisUsers users =
                  new RedisUsers(vertx, redis, settings, new LedgerMeters(registry), stops);
              Trade trade = new Trade(settings, catalog, users, registry);
              return openOps(redis, trade)
                  .compose(ops -> hearChanges(redis).compose(feed -> openRest(trade, feed, ops)));
            })
        .onSuccess(doors -> LOG.info("Ready {} ms after the process began", sinceProcessStart()));
  }

  private Future<Doors> openRest(Trade trade, RedisChangeFeed feed, Door ops) {
    RedisUsers users = trade.users();
    return openScreen(users, feed)
        .compose(
            screen ->
                openPartner(trade)
                    .compose(
                        partner ->
                            workOff(trade.pending()).compose(working -> watch(users)).map(partner))
                    .onSuccess(open -> stops.add("links in use", PATIENCE, users::expectEnd))
                    .onSuccess(open -> stops.add("deliveries under way", FINISHING, this::finish))
                    .map(partner -> new Doors(screen, partner, ops, settings.tls())));
  }

  /**
   * Whoever comes now is told so and sent away, what came before is answered; for a moment at
   * least, so that those who look see that this server is not ready.
   */
  private Future<?> finish() {
    health.stopping();
    LOG.info("Stopping: deliveries are refused, those under way are finished");
    return Future.join(
        vertx.timer(NOTICE.toMillis(), TimeUnit.MILLISECONDS),
        Future.join(partners.stream().map(PartnerDoor::finish).toList()));
  }

  /** What the pushes leave out is asked for while the rest of the server goes its way. */
  private Future<?> workOff(PendingOrders pending) {
    return vertx
        .deployVerticle(pending)
        .onSuccess(id -> stops.add(PENDING, PATIENCE, () -> vertx.undeploy(id)));
  }

  /** From now on the server looks after itself. */
  private Future<?> watch(RedisUsers users) {
    return vertx
        .deployVerticle(Lookouts.watch(settings, catalog, registry, books, users::lookouts))
        .onSuccess(id -> stops.add(WATCH, PATIENCE, () -> vertx.undeploy(id)));
  }

  private Future<RedisChangeFeed> hearChanges(RedisConnector redis) {
    health.tell(SCRIPTS, true);
    RedisChangeFeed feed = new RedisChangeFeed(vertx, redis, settings.redis().prefix());
    feed.onChange(up -> health.tell(CHANGES, up));
    stops.add(CHANGES, PATIENCE, feed::stop);
    return feed.start().map(feed);
  }

  private Future<Door> openOps(RedisConnector redis, Trade trade) {
    CatalogReload reload =
        new CatalogReload(
            vertx, catalog, () -> CatalogLoader.load(settings.catalogDir()), registry);
    RedisLink probe = redis.link("the health check");
    probe.onChange(up -> health.tell(REDIS, up));
    stops.add("health check", PATIENCE, probe::close);
    OpsDoor door =
        new OpsDoor(entrances.at(DoorName.OPS), registry, health, probe, reload)
            .guard(access.opsGate())
            .add(access.reload(vertx))
            .add(access.shares(trade.users()::access))
            .add(trade.quarantineRoutes())
            .add(new WipeRoute(catalog, trade.users()::wipe))
            .add(new CommentRoutes(catalog, trade.users()::comments))
            .add(new SessionRoutes(catalog, books.sessions(), books.proofs(), clock))
            .add(new ProofRoutes(catalog, books.proofs(), trade.users()::proofs, clock))
            .add(trade.partnerRoutes())
            .add(new ScreenRoutes(screens::peek))
            .show("/pending", trade.standing()::json)
            .add(new AuditRoutes(trade.users()::audit, settings.dataDir(), InstantSource.system()));
    return open(OPS, () -> door, 1, settings.ops())
        .compose(
            open ->
                vertx.deployVerticle(
                    () -> new LoopWatch(meters),
                    new DeploymentOptions().setInstances(EventLoops.COUNT)))
        .map(watched -> opened(DoorName.OPS, settings.ops(), door.port()));
  }

  private Future<Door> openScreen(RedisUsers users, RedisChangeFeed feed) {
    ScreenDoor door =
        ScreenDoor.guarded(
                settings,
                catalog,
                users::reader,
                () -> feed::subscribe,
                new ScreenMeters(registry, System::currentTimeMillis),
                access.passes(users::access))
            .through(entrances.at(DoorName.SCREEN));
    return open(SCREEN, () -> door, 1, settings.screen())
        .onSuccess(open -> screens.add(door))
        .compose(open -> users.settled())
        .map(connected -> opened(DoorName.SCREEN, settings.screen(), door.port()));
  }

  /**
   * An instance for every second core, the other ones being busy with Redis and the screens;
   * verifying and parsing is most of what a delivery costs here. The guide is a whole site to be
   * written: no work for an event loop.
   */
  private Future<Door> openPartner(Trade trade) {
    return vertx
        .executeBlocking(() -> new Guide(settings.limits()))
        .compose(guide -> openPartner(trade, guide));
  }

  private Future<Door> openPartner(Trade trade, Guide guide) {
    Queue<PartnerDoor> doors = partners;
    Entrance entrance = entrances.at(DoorName.PARTNER);
    Supplier<PartnerDoor> next =
        () -> {
          PartnerDoor door =
              new PartnerDoor(settings, catalog, trade::steps, trade.meters(), guide)
                  .through(entrance);
          doors.add(door);
          return door;
        };
    return open(PARTNER, next, Math.max(1, EventLoops.COUNT / 2), settings.partner())
        .compose(open -> trade.users().settled())
        .map(connected -> opened(DoorName.PARTNER, settings.partner(), doors.element().port()));
  }

  private Future<String> open(
      String what, Supplier<? extends Deployable> door, int instances, Door at) {
    return vertx
        .deployVerticle(door, new DeploymentOptions().setInstances(instances))
        .onSuccess(
            id ->
                stops.add(
                    what,
                    PATIENCE,
                    () -> {
                      health.tell(what, false);
                      return vertx.undeploy(id);
                    }))
        .recover(failure -> Future.failedFuture(explained(what, at, failure)));
  }

  private Door opened(DoorName name, Door at, int port) {
    String called = name.name().toLowerCase(Locale.ROOT);
    health.tell(called + " door", true);
    Door open = new Door(at.host(), port);
    LOG.atInfo()
        .addKeyValue(Field.DOOR.key, called)
        .addKeyValue(Field.ADDRESS.key, Doors.address(open, settings.tls().at(name)))
        .log("A door is open");
    return open;
  }

  private static Throwable explained(String what, Door at, Throwable failure) {
    boolean address =
        failure instanceof IOException || failure instanceof UnresolvedAddressException;
    return address
        ? new StartProblem(
            "The "
                + what
                + " cannot listen on "
                + at.host()
                + ":"
                + at.port()
                + ": "
                + failure.getMessage()
                + ". Free that port, or set "
                + what.substring(0, what.indexOf(' '))
                + ".port to another (0 is any free one).")
        : failure;
  }

  private static long sinceProcessStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** Of this server, for what runs beside it in the same process. */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * Stops everything in the reverse order, within ten seconds; again does nothing. Blocks; from a
   * thread that is no event loop.
   *
   * @return whether all of it has stopped
   */
  public boolean stop() {
    return stops.runAndClose(vertx);
  }
}

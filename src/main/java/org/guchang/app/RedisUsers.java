package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.guchang.board.RedisSessionReader;
import org.guchang.board.SessionReader;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;
import org.guchang.ingest.ConfinedPlacement;
import org.guchang.ingest.IngestMeters;
import org.guchang.ingest.Lookups;
import org.guchang.ingest.Placement;
import org.guchang.ingest.ReceiptBook;
import org.guchang.ingest.RedisReceiptBook;
import org.guchang.ingest.routing.SessionRouter;
import org.guchang.ingest.routing.StoredOrderSessions;
import org.guchang.ledger.ConfinedLedger;
import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.LedgerMeters;
import org.guchang.ledger.OwningLoop;
import org.guchang.ledger.RedisLedger;
import org.guchang.ledger.SessionWipe;
import org.guchang.ledger.StoredOrders;
import org.guchang.ledger.Verification;
import org.guchang.pending.PendingLookups;
import org.guchang.pending.PendingMeters;
import org.guchang.pending.PendingOrders;
import org.guchang.pending.PendingStanding;
import org.guchang.pending.PendingWorker;
import org.guchang.pending.api.ApiHttp;
import org.guchang.pending.api.PlatformApis;
import org.guchang.privacy.Forgetting;
import org.guchang.privacy.QuarantineForgetting;
import org.guchang.redis.AccessStore;
import org.guchang.redis.AuditStore;
import org.guchang.redis.ClaimStore;
import org.guchang.redis.HiddenComments;
import org.guchang.redis.Keys;
import org.guchang.redis.MilestoneStore;
import org.guchang.redis.MomentStore;
import org.guchang.redis.PaceStore;
import org.guchang.redis.PendingStore;
import org.guchang.redis.PeopleStore;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.ReceiptStore;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.SessionEraser;
import org.guchang.redis.SessionStore;
import org.guchang.redis.TokenStore;
import org.guchang.watch.Lookouts;

/** Makes what works on Redis, each with a link of its own on the event loop that asks for it. */
final class RedisUsers {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** After each page of a ledger that is read in the background. */
  private static final long PROOF_PAUSE_MILLIS = 10;

  private static final String LEDGER = "ledger";
  private static final String ROUTER = "router";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final RedisConnector redis;
  private final Settings settings;
  private final Keys keys;
  private final LedgerMeters meters;
  private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
  private final Map<String, Placement> placements = new ConcurrentHashMap<>();
  private final List<Future<Void>> connecting = new CopyOnWriteArrayList<>();
  private final List<RedisLink> links = new CopyOnWriteArrayList<>();

  RedisUsers(
      Vertx vertx, RedisConnector redis, Settings settings, LedgerMeters meters, Stops stops) {
    this.vertx = vertx;
    this.redis = redis;
    this.settings = settings;
    this.keys = new Keys(settings.redis().prefix());
    this.meters = meters;
    stops.add("links to Redis", PATIENCE, this::close);
  }

  /** The one ledger of this process, owned by the event loop that asked first. */
  Ledger ledger() {
    return ledgers.computeIfAbsent(
        LEDGER,
        first -> new ConfinedLedger(new OwningLoop(vertx.getOrCreateContext()), newLedger()));
  }

  private Ledger newLedger() {
    return new RedisLedger(
        link("a ledger"),
        replicas(),
        keys,
        () -> UUID.randomUUID().toString(),
        settings.limits(),
        System::currentTimeMillis,
        meters);
  }

  private ReplicaWait replicas() {
    int replicaMillis = Math.max(1, settings.limits().commitTimeoutMillis() / 2);
    return ReplicaWait.of(settings.durability(), replicaMillis);
  }

  /** The one router of this process, owned by the event loop that asked first. */
  Placement placement() {
    return placements.computeIfAbsent(
        ROUTER,
        first -> new ConfinedPlacement(new OwningLoop(vertx.getOrCreateContext()), newRouter()));
  }

  private SessionRouter newRouter() {
    RedisLink link = link("the router");
    return new SessionRouter(
        settings.routing(),
        new StoredOrderSessions(
            new StoredOrders(new SessionStore(link, keys)),
            new ClaimStore(link, replicas(), keys, System::currentTimeMillis)),
        () -> System.nanoTime() / NANOS_PER_MILLI);
  }

  /** Keeps receipts on the event loop that asks. */
  ReceiptBook receipts(IngestMeters told) {
    return new RedisReceiptBook(
        new ReceiptStore(link("the receipts"), replicas(), keys), keys, told);
  }

  /** Reads single orders on the event loop that asks. */
  CountedOrders orders() {
    return new StoredOrders(new SessionStore(link("the order lists"), keys));
  }

  QuarantineStore quarantine() {
    return new QuarantineStore(link("the quarantine"), replicas(), keys);
  }

  /** Takes down what pushes leave out, and tells the worker. */
  Lookups lookups(PendingOrders worker) {
    return new PendingLookups(
        new PendingStore(link("the lookups"), replicas(), keys), worker::wake);
  }

  /** Works off what was taken down. */
  PendingWorker pendingWorker(CatalogHolder catalog, PendingMeters told, PendingStanding standing) {
    RedisLink link = link("the pending orders");
    PlatformApis apis =
        new PlatformApis(
            new ApiHttp(vertx), new TokenStore(link, replicas(), keys), System::currentTimeMillis);
    return new PendingWorker(
        new PendingWorker.Means(
            new PendingStore(link, replicas(), keys),
            new PaceStore(link, keys),
            ledger(),
            apis,
            catalog::current,
            System::currentTimeMillis,
            RandomGenerator.getDefault(),
            told),
        standing);
  }

  SessionWipe wipe() {
    return new SessionWipe(
        new SessionEraser(link("the wipes"), replicas(), keys, System::currentTimeMillis));
  }

  /** The trail of what operators change, on the event loop that asks. */
  AuditStore audit() {
    return new AuditStore(link("the audit trail"), replicas(), keys);
  }

  /** What an operator asks of comments, on the event loop that asks. */
  CommentRoutes.Means comments() {
    return new CommentRoutes.Means(
        reader("the comments"), new HiddenComments(link("hidden comments"), replicas(), keys));
  }

  /** Share links and log-outs, on the event loop that asks. */
  AccessStore access() {
    return new AccessStore(link("who may see"), replicas(), keys);
  }

  SessionReader reader() {
    return reader("the boards");
  }

  private SessionReader reader(String user) {
    RedisLink link = link(user);
    return new RedisSessionReader(
        new SessionStore(link, keys), new MomentStore(link, keys), new MilestoneStore(link, keys));
  }

  /** What the watch sees by, on the event loop that asks. */
  Lookouts.Means lookouts(Vertx on) {
    return new Lookouts.Means(
        link("the watch"),
        reader("the watch over sessions"),
        Verification.gentle(
            new SessionStore(link("the proofs"), keys), () -> on.timer(PROOF_PAUSE_MILLIS)),
        forgetting(link("forgetting"), on),
        new QuarantineForgetting(
            new QuarantineStore(link("forgetting in quarantine"), replicas(), keys)));
  }

  private Forgetting forgetting(RedisLink link, Vertx on) {
    return new Forgetting(
        new SessionStore(link, keys),
        new PeopleStore(link, replicas(), keys),
        () -> on.timer(PROOF_PAUSE_MILLIS),
        System::currentTimeMillis);
  }

  /** For a proof that somebody waits for: little memory, and no pauses. */
  Verification proofs() {
    return Verification.gentle(
        new SessionStore(link("the proofs by hand"), keys), Future::succeededFuture);
  }

  private RedisLink link(String user) {
    RedisLink link = redis.link(user);
    links.add(link);
    connecting.add(link.connectPersistently());
    return link;
  }

  /** When everything made so far has been connected, or has failed to at first. */
  Future<Void> settled() {
    return Future.join(connecting).transform(all -> Future.succeededFuture());
  }

  /** The doors are about to close, and with them the connections made on their event loops. */
  Future<?> expectEnd() {
    links.forEach(RedisLink::expectEnd);
    return Future.succeededFuture();
  }

  private Future<?> close() {
    return Future.join(links.stream().map(RedisLink::close).toList());
  }
}

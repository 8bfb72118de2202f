package org.guchang.bench.child;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.ingest.IngestMeters;
import org.guchang.ingest.PartnerDoor;
import org.guchang.ingest.Steps;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.LedgerMeters;
import org.guchang.ledger.RedisLedger;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.jspecify.annotations.Nullable;

/**
 * The real partner door and ledger alone, on the transport and the number of event loops asked for,
 * with meters or without; the application chooses these itself.
 */
final class RealPartnerDoor implements Specimen {
  private static final long PATIENCE_SECONDS = 30;

  private @Nullable EmbeddedRedis redis;
  private @Nullable Vertx vertx;
  private @Nullable RedisProbe probe;

  @Override
  public Map<String, String> start(Map<String, String> options) throws Exception {
    Settings settings = BenchSettings.of(options);
    EmbeddedRedis started =
        EmbeddedRedis.start(
            settings.dataDir(),
            settings.durability(),
            new EmbeddedRedis.Start(System.getenv("PATH"), false));
    redis = started;
    int loops = Integer.parseInt(options.getOrDefault("loops", "1"));
    Vertx made = Transports.vertx(options.getOrDefault("transport", "epoll"), loops);
    vertx = made;
    CatalogHolder catalog = new CatalogHolder(CatalogLoader.load(settings.catalogDir()));
    MeterRegistry registry = registry(options.getOrDefault("meters", "prometheus"));
    IngestMeters meters = new IngestMeters(registry);
    Supplier<Ledger> ledgers = ledgers(made, settings, started.url(), new LedgerMeters(registry));
    Queue<PartnerDoor> doors = new ConcurrentLinkedQueue<>();
    Supplier<PartnerDoor> next =
        () -> {
          PartnerDoor door =
              new PartnerDoor(
                  settings, catalog, () -> Steps.of(ledgers.get()), meters, request -> false);
          doors.add(door);
          return door;
        };
    made.deployVerticle(next, new DeploymentOptions().setInstances(loops))
        .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    probe = new RedisProbe(made, started.url(), settings.redis().prefix());
    Map<String, String> facts = new HashMap<>();
    facts.put("port", Integer.toString(doors.element().port()));
    facts.put("redisPid", Long.toString(started.pid()));
    return facts;
  }

  /** Meters of a composite without members count nothing. */
  private static MeterRegistry registry(String meters) {
    return meters.equals("none")
        ? new CompositeMeterRegistry()
        : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  private static Supplier<Ledger> ledgers(
      Vertx vertx, Settings settings, String url, LedgerMeters meters) {
    int timeout = settings.limits().commitTimeoutMillis();
    RedisConnector connector = new RedisConnector(vertx, url, Duration.ofMillis(timeout));
    return () -> {
      RedisLink link = connector.link("a ledger");
      link.connect().onFailure(Throwable::printStackTrace);
      return new RedisLedger(
          link,
          ReplicaWait.of(settings.durability(), timeout),
          new Keys(settings.redis().prefix()),
          () -> UUID.randomUUID().toString(),
          settings.limits(),
          System::currentTimeMillis,
          meters);
    };
  }

  @Override
  public String answer(String question) throws Exception {
    return Objects.requireNonNull(probe).answer(question);
  }

  @Override
  public void stop() throws Exception {
    if (probe != null) {
      probe.close();
    }
    if (vertx != null) {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    if (redis != null) {
      redis.stop();
    }
  }
}

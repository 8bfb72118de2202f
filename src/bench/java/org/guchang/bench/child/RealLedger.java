package org.guchang.bench.child;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.Context;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.guchang.board.RedisSessionReader;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionReader;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.config.SettingsLoader;
import org.guchang.ledger.LedgerMeters;
import org.guchang.ledger.RedisLedger;
import org.guchang.ledger.Verification;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.SessionStore;
import org.jspecify.annotations.Nullable;

/** The real ledger on an embedded Redis, wired as the product does it, without a door. */
class RealLedger implements Specimen {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Verifying reads the whole ledger. */
  private static final Duration VERIFY_PATIENCE = Duration.ofMinutes(5);

  private @Nullable EmbeddedRedis redis;
  private @Nullable Vertx vertx;
  private @Nullable Context context;
  private @Nullable RedisLink link;
  private @Nullable SessionReader reader;
  private @Nullable SessionStore store;

  @Override
  public Map<String, String> start(Map<String, String> options) throws Exception {
    Settings settings = settings(options);
    EmbeddedRedis started =
        EmbeddedRedis.start(settings.dataDir(), settings.durability(), System.getenv("PATH"));
    redis = started;
    int loops = Integer.parseInt(options.getOrDefault("loops", "1"));
    Vertx made = Transports.vertx(options.getOrDefault("transport", "epoll"), loops);
    vertx = made;
    context = ((VertxInternal) made).createEventLoopContext();
    RedisConnector connector = connector(settings);
    RedisLink own = connector.link("the benchmark");
    link = own;
    on(own::connect);
    Keys keys = new Keys(settings.redis().prefix());
    store = new SessionStore(own, keys);
    reader = new RedisSessionReader(store);
    Map<String, String> facts = new HashMap<>();
    facts.put("redisPid", Long.toString(started.pid()));
    facts.put("redisUrl", started.url());
    facts.put("prefix", settings.redis().prefix());
    CatalogHolder catalog =
        new CatalogHolder(CatalogLoader.load(settings.catalogDir(), System.getenv()));
    open(settings, catalog, facts, loops);
    return facts;
  }

  /** What stands on the ledger. */
  void open(Settings settings, CatalogHolder catalog, Map<String, String> facts, int loops)
      throws Exception {}

  private static Settings settings(Map<String, String> options) throws Exception {
    Map<String, String> env = new HashMap<>();
    env.put("GUCHANG_SCREEN_PORT", "0");
    env.put("GUCHANG_PARTNER_PORT", "0");
    env.put("GUCHANG_DATA_DIR", options.get("data"));
    env.put("GUCHANG_LEDGER_DURABILITY", options.getOrDefault("durability", "everysec"));
    env.put("GUCHANG_PRIVACY_KEY", "a key that only benchmarks use");
    return SettingsLoader.load((Path) null, env);
  }

  private RedisConnector connector(Settings settings) {
    return new RedisConnector(
        vertx(),
        Objects.requireNonNull(redis).url(),
        Duration.ofMillis(settings.limits().commitTimeoutMillis()));
  }

  /** A ledger for the event loop that asks, on a link of its own. */
  Supplier<RedisLedger> ledgers(Settings settings, MeterRegistry registry) {
    LedgerMeters meters = new LedgerMeters(registry);
    RedisConnector connector = connector(settings);
    return () -> {
      RedisLink own = connector.link("the ledger");
      own.connect();
      return new RedisLedger(
          own,
          ReplicaWait.of(settings.durability(), settings.limits().commitTimeoutMillis()),
          new Keys(settings.redis().prefix()),
          () -> UUID.randomUUID().toString(),
          settings.limits(),
          System::currentTimeMillis,
          meters);
    };
  }

  static MeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  Vertx vertx() {
    return Objects.requireNonNull(vertx);
  }

  /**
   * {@code verify SESSION}: orders, gmvFen and whether the ledger proves them; {@code read SESSION
   * N}: nanoseconds of N readings of the whole session, one after another; {@code redis COMMAND…}:
   * what Redis answers, line ends as spaces.
   */
  @Override
  public String answer(String question) throws Exception {
    String[] words = question.split(" ");
    return switch (words[0]) {
      case "verify" -> verify(words[1]);
      case "read" -> read(words[1], Integer.parseInt(words[2]));
      case "redis" -> redis(Arrays.copyOfRange(words, 1, words.length));
      default -> throw new IllegalArgumentException(question);
    };
  }

  private String verify(String session) throws Exception {
    Verification.Report report =
        on(
            () -> new Verification(Objects.requireNonNull(store)).verify(session),
            VERIFY_PATIENCE);
    SessionFigures figures = on(() -> Objects.requireNonNull(reader).read(session, null));
    return "proved="
        + report.isProved()
        + " orders="
        + figures.totals().sums().orders()
        + " gmvFen="
        + figures.totals().sums().gmvFen()
        + " buyers="
        + figures.totals().buyers()
        + " entries="
        + report.entries();
  }

  private String read(String session, int times) throws Exception {
    StringBuilder nanos = new StringBuilder();
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      on(() -> Objects.requireNonNull(reader).read(session, null));
      nanos.append(i == 0 ? "" : ",").append(System.nanoTime() - began);
    }
    return nanos.toString();
  }

  private String redis(String[] command) throws Exception {
    Request request =
        Request.cmd(
            Command.create(command[0]), Arrays.copyOfRange(command, 1, command.length, Object[].class));
    Response answer =
        on(() -> Objects.requireNonNull(link).send(request), PATIENCE);
    return String.valueOf(answer).replaceAll("\\s+", " ").strip();
  }

  private <T> T on(Supplier<Future<T>> work) throws Exception {
    return on(work, PATIENCE);
  }

  private <T> T on(Supplier<Future<T>> work, Duration patience) throws Exception {
    Promise<T> promise = Promise.promise();
    Objects.requireNonNull(context).runOnContext(go -> work.get().onComplete(promise));
    return promise.future().await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (vertx != null) {
      vertx.close().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (redis != null) {
      redis.stop();
    }
  }
}

package org.guchang.bench.overload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.guchang.bench.overload.OverloadLoad.Pace;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.Resident;
import org.guchang.bench.stage.Stalls;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One partner sends several times what can be kept, others as little as ever. Whoever is accepted
 * is so soon, whoever is refused is told when to come again, the others notice nothing, and what is
 * counted is what was answered 2xx.
 */
@Command(
    name = "overload",
    description = "One partner sends five times too much: the others must not notice.")
public final class OverloadCommand implements BenchCommand {
  /** What is too slow for what is sent. */
  enum Bottleneck {
    /** Redis, by a delay. */
    LEDGER,
    /** The server's own event loop, by as many connections as try again at once. */
    LOOP
  }

  @Option(names = "--bottleneck", split = ",", description = "ledger, loop.")
  List<String> bottlenecks = List.of("ledger", "loop");

  @Option(names = "--seconds", description = "How long too much is sent.")
  int seconds = 60;

  @Option(names = "--measure", description = "Seconds that find what can be sustained.")
  int measure = 10;

  @Option(names = "--times", description = "What is sent, in sustainable rates.")
  double times = 5;

  @Option(names = "--delay", description = "Of Redis's answers where it is slow, milliseconds.")
  int delay = 30;

  @Option(names = "--group", description = "Most events in a commit where Redis is slow.")
  int group = 40;

  @Option(names = "--connections", description = "Of the greedy partner at a slow ledger.")
  int connections = 1_000;

  @Option(names = "--storm", description = "Of the greedy partner at a busy event loop.")
  int storm = 2_000;

  @Option(names = "--modest", description = "Orders a second of each other partner.")
  int modest = 20;

  @Option(names = "--seed", description = "Of what is sent.")
  long seed = System.nanoTime();

  @Mixin final OverloadPromises promises = new OverloadPromises();

  /** Of a partner who sends little. */
  private static final int MODEST_CONNECTIONS = 16;

  /** Of the greedy one, with which what can be sustained is found: two groups and more. */
  private static final int LEAST_CONNECTIONS = 64;

  private static final double MEGA = 1 << 20;

  private final Map<String, OverloadPartner> partners = new TreeMap<>();

  @Override
  public Integer call() throws Exception {
    Table.line("overload, seed %d", seed);
    try (Workspace workspace = new Workspace()) {
      Path folder = workspace.folder("catalog");
      OverloadCatalog.write(folder);
      Catalog catalog = CatalogLoader.load(folder);
      for (String each : bottlenecks) {
        Bottleneck bottleneck = Bottleneck.valueOf(each.toUpperCase(Locale.ROOT));
        try (OverloadStage stage = new OverloadStage(workspace, folder, bottleneck, delay, group)) {
          begin(catalog);
          run(stage, bottleneck);
        }
      }
    }
    promises.broken().forEach(broken -> Table.line("FAILED %s", broken));
    return promises.broken().isEmpty() ? 0 : 1;
  }

  private void begin(Catalog catalog) {
    int number = 0;
    for (String name : catalog.partners().keySet()) {
      partners.put(name, new OverloadPartner(catalog, name, number++, seed));
    }
  }

  private OverloadPartner greedy() {
    return partner(OverloadCatalog.GREEDY);
  }

  private OverloadPartner partner(String name) {
    OverloadPartner partner = partners.get(name);
    if (partner == null) {
      throw new IllegalStateException(name);
    }
    return partner;
  }

  private void run(OverloadStage stage, Bottleneck bottleneck) throws Exception {
    double rate = sustained(stage, bottleneck);
    promises.begin(bottleneck.name());
    long heap = stage.server.heap();
    long redis = Resident.bytes(stage.redisPid());
    long[] most;
    double stalled;
    try (Resident resident = new Resident(stage.server.pid(), stage.redisPid());
        Stalls stalls = new Stalls()) {
      overload(stage, bottleneck, rate);
      recover(stage);
      most = resident.end();
      stalled = stalls.end();
    }
    double offered = 0;
    for (OverloadPartner partner : partners.values()) {
      OverloadPartner.Heard heard = partner.take();
      tell(partner, heard);
      if (partner == greedy()) {
        offered = heard.sent / (double) seconds / rate;
        promises.greedy(heard);
      } else {
        promises.modest(partner.name, heard);
      }
    }
    Table.line(
        "  %.1f times what can be sustained was sent; the machine itself let an idle thread wait %.0f ms (p99)",
        offered, stalled);
    if (bottleneck == Bottleneck.LEDGER) {
      promises.offered(offered, times);
    }
    long after = stage.server.heap();
    Table.line(
        "  server: %.1f MB of heap before, %.1f after, at most %.0f resident; Redis: %.0f before, at most %.0f",
        heap / MEGA, after / MEGA, most[0] / MEGA, redis / MEGA, most[1] / MEGA);
    promises.memory(after - heap, most[0], most[1] - redis, greedy().orders());
    new OverloadAudit(stage, promises).compare(partners.values());
  }

  /** Orders a second that one partner has kept, without too many connections. */
  private double sustained(OverloadStage stage, Bottleneck bottleneck) throws Exception {
    int few = Math.max(LEAST_CONNECTIONS, bottleneck == Bottleneck.LEDGER ? 3 * group : 0);
    Pace pace = new Pace(greedy(), few, Double.POSITIVE_INFINITY, false);
    OverloadLoad.run(stage.server.port(), List.of(pace), nanos(measure));
    greedy().take();
    OverloadLoad.run(stage.server.port(), List.of(pace), nanos(measure));
    OverloadPartner.Heard heard = greedy().take();
    double rate = heard.good / (double) measure;
    Table.line(
        "%s: %,.0f orders/s are sustained over %d connections, p99 %.0f ms",
        bottleneck == Bottleneck.LEDGER
            ? "slow ledger (Redis answers %d ms later, %d events a commit)".formatted(delay, group)
            : "busy event loop (nothing slowed)",
        rate,
        few,
        heard.waits.getValueAtPercentile(99) / 1e3);
    return rate;
  }

  private void overload(OverloadStage stage, Bottleneck bottleneck, double rate) throws Exception {
    boolean ledger = bottleneck == Bottleneck.LEDGER;
    double pace = ledger ? rate * times : Double.POSITIVE_INFINITY;
    int many = ledger ? connections : storm;
    Table.line(
        "  %d s: greedy over %,d connections, %s; %d others %d orders/s each",
        seconds,
        many,
        ledger ? "%,.0f orders/s".formatted(pace) : "again as soon as it is answered",
        partners.size() - 1,
        modest);
    List<Pace> others = new ArrayList<>();
    for (OverloadPartner partner : partners.values()) {
      if (partner != greedy()) {
        others.add(new Pace(partner, MODEST_CONNECTIONS, modest, true));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Object>> loads =
          List.of(
              threads.submit(load(stage, List.of(new Pace(greedy(), many, pace, false)))),
              threads.submit(load(stage, others)));
      for (Future<Object> load : loads) {
        load.get(seconds + 60L, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Object> load(OverloadStage stage, List<Pace> paces) {
    return () -> {
      OverloadLoad.run(stage.server.port(), paces, nanos(seconds));
      return paces;
    };
  }

  private void recover(OverloadStage stage) throws Exception {
    for (String name : List.of(OverloadCatalog.GREEDY, OverloadCatalog.BESIDE)) {
      long millis = promises.recovered(name, stage.server.port(), partner(name));
      Table.line("  after it %s is answered 2xx in good time from %,d ms on", name, millis);
    }
  }

  private static void tell(OverloadPartner partner, OverloadPartner.Heard heard) {
    Table.line(
        "  %-7s sent %,9d   2xx %,8d   503 %,9d, %d without Retry-After   p50 %5.0f ms   p99 %5.0f ms   max %5.0f ms%s",
        partner.name,
        heard.sent,
        heard.good,
        heard.refused,
        heard.withoutRetryAfter,
        heard.waits.getValueAtPercentile(50) / 1e3,
        heard.waits.getValueAtPercentile(99) / 1e3,
        heard.waits.getMaxValue() / 1e3,
        heard.heldBack == 0 ? "" : "   %,d held back".formatted(heard.heldBack));
  }

  private static long nanos(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}

package org.guchang.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.load.Deliveries;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Faults at random moments under mixed load. Partners keep their own account of what was answered
 * 2xx, screens hold every frame against the one before; after each fault partners' account, ledger,
 * board and receipts must agree.
 */
@Command(name = "faults", description = "Faults under load: nothing lost, nothing doubled.")
public final class FaultsCommand implements BenchCommand {
  @Option(
      names = "--kind",
      split = ",",
      description =
          "server, redis, both, restarted, paused, slow, half-open, scripts, memory, disk, read-only.")
  List<String> kinds = List.of("server", "redis", "both");

  @Option(names = "--rounds", description = "Faults, by turns of each kind.")
  int rounds = 50;

  @Option(names = "--seed", description = "Of the moments and of what is sent.")
  long seed = System.nanoTime();

  @Option(names = "--durability", description = "fsync or everysec.")
  String durability = "fsync";

  @Option(names = "--hold", description = "How long what lasts lasts, milliseconds.")
  long holdMillis = 3_000;

  @Option(names = "--partners", description = "How many send at once.")
  int partners = 4;

  @Option(names = "--screens", description = "How many look on.")
  int screens = 3;

  private final FaultGate gate = new FaultGate();
  private final FaultBook book = new FaultBook();
  private final List<FaultScreen> looking = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<FaultKind, Figures> figures = new EnumMap<>(FaultKind.class);

  /** What came of the faults of one kind. */
  private static final class Figures {
    int faults;
    long worstMillis;
    long outageMillis;
  }

  @Override
  public Integer call() throws Exception {
    List<FaultKind> turns = kinds.stream().map(FaultKind::of).toList();
    boolean proxied = turns.stream().anyMatch(FaultKind::needsProxy);
    Table.line("%d faults, %s, seed %d", rounds, durability, seed);
    Catalog.Partner partner = Deliveries.partner(CatalogLoader.load(null));
    try (Workspace workspace = new Workspace();
        FaultStage stage =
            new FaultStage(workspace, durability, proxied, Duration.ofMillis(holdMillis))) {
      FaultAudit audit =
          new FaultAudit(stage, book, partner, workspace.folder("facts").resolve("all"));
      stage.awaitReady();
      begin(stage, partner);
      SplittableRandom random = new SplittableRandom(seed);
      FaultAudit.Found found = new FaultAudit.Found(0, 0, 0, List.of());
      for (int round = 0; round < rounds && failures.isEmpty(); round++) {
        FaultKind kind = turns.get(round % turns.size());
        found = round(stage, audit, kind, random.nextLong(100, 900));
      }
      gate.end();
      looking.forEach(FaultScreen::end);
      tell(found);
    }
    failures.forEach(failure -> Table.line("FAILED %s", failure));
    return failures.isEmpty() ? 0 : 1;
  }

  private void begin(FaultStage stage, Catalog.Partner partner) {
    for (int i = 0; i < partners; i++) {
      daemon(new FaultPartner(gate, book, partner, stage.partnerDoor(), i, seed));
    }
    for (int i = 0; i < screens; i++) {
      FaultScreen screen = new FaultScreen(stage.screenDoor(), book);
      looking.add(screen);
      daemon(screen);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "bench-faults");
    thread.setDaemon(true);
    thread.start();
  }

  private FaultAudit.Found round(
      FaultStage stage, FaultAudit audit, FaultKind kind, long afterMillis) throws Exception {
    gate.open();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis));
    long before = book.answered.get();
    long began = System.nanoTime();
    kind.provoke(stage);
    stage.awaitReady();
    while (book.answered.get() <= before && System.nanoTime() - began < 60_000_000_000L) {
      LockSupport.parkNanos(1_000_000);
    }
    long outageMillis = (System.nanoTime() - began) / 1_000_000;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    gate.settle();
    awaitScreens();
    FaultAudit.Found found = audit.look();
    found.faults().stream().limit(10).forEach(fault -> fail(kind, fault));
    Figures own = figures.computeIfAbsent(kind, first -> new Figures());
    own.faults++;
    own.outageMillis = Math.max(own.outageMillis, outageMillis);
    for (FaultScreen screen : looking) {
      own.worstMillis = Math.max(own.worstMillis, screen.takeWorstMillis());
      screen.faults().forEach(fault -> fail(kind, "a screen: " + fault));
    }
    return found;
  }

  private void awaitScreens() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    for (FaultScreen screen : looking) {
      while (screen.orders() < book.orders.get()) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "a screen shows " + screen.orders() + " of " + book.orders + " orders");
        }
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private void fail(FaultKind kind, String what) {
    failures.add(kind.label() + ", seed " + seed + ": " + what);
  }

  private void tell(FaultAudit.Found found) {
    figures.forEach(
        (kind, own) ->
            Table.line(
                "  %-10s %3d faults, worst %,6d ms to a 2xx again, worst %,6d ms to the screen",
                kind.label(), own.faults, own.outageMillis, own.worstMillis));
    Table.line(
        "  %,d deliveries, sent %,d times: %,d answered 2xx, %,d otherwise, %,d not at all",
        book.deliveries.get(),
        book.sent.get(),
        book.answered.get(),
        book.refused.get(),
        book.unanswered.get());
    Table.line(
        "  %,d orders and refunds counted, %d lost, %d doubled; %,d frames held against each other",
        found.counted(),
        found.lost(),
        found.doubled(),
        looking.stream().mapToLong(FaultScreen::frames).sum());
  }
}

package org.guchang.bench.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.faults.FaultStage;
import org.guchang.bench.load.OrderEvents;
import org.guchang.bench.load.ScreenLoad;
import org.guchang.bench.load.ScreenLoad.Seen;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.Stalls;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Screens that never read, that vanish, that all come back at once, while ordinary ones look on a
 * session that moves five times a second. The ordinary ones' frames come as they always do.
 */
@Command(name = "storm", description = "Screens that misbehave: the others must not notice.")
public final class StormCommand implements BenchCommand {
  private static final String BOARD = "session/" + OrderEvents.SESSION;

  @Option(names = "--screens", description = "Ordinary ones.")
  int screens = 200;

  @Option(names = "--deaf", description = "That never read.")
  int deaf = 1_000;

  @Option(names = "--vanishing", description = "That connect and vanish, each second anew.")
  int vanishing = 1_000;

  @Option(names = "--rush", description = "That come back at once after a restart.")
  int rush = 10_000;

  @Option(names = "--seconds", description = "Of each part that has no end of its own.")
  int seconds = 15;

  @Option(
      names = "--slow",
      description = "Seconds after which a screen that cannot read is closed.")
  int slow = 10;

  @Option(names = "--orders", description = "In each fifth of a second.")
  int orders = 20;

  @Option(names = "--ratio", description = "Of the frames' delay (p99) to the normal one, at most.")
  double ratio = 2;

  @Option(
      names = "--unseen",
      description = "Milliseconds of more delay that nobody sees, whatever the ratio.")
  long unseenMillis = 40;

  @Option(names = "--seed", description = "Of what is sent, and of how much of a handshake.")
  long seed = System.nanoTime();

  private static final double MEGA = 1 << 20;

  /** What a run of the same server differs by, caches and classes. */
  private static final double MOST_HEAP_GROWTH = 24 * MEGA;

  /** Files beside the screens', of each side. */
  private static final int OTHER_FILES = 500;

  private static final int PATIENCE_SECONDS = 90;

  private final List<String> broken = new ArrayList<>();

  /** Frames' delays, milliseconds. */
  private record Normal(double p99) {}

  @Override
  public Integer call() throws Exception {
    Table.line("storm, seed %d", seed);
    int files = screens + Math.max(rush, Math.max(deaf, vanishing)) + OTHER_FILES;
    int allowed = openFiles();
    if (allowed < files) {
      Table.line("FAILED %,d open files are needed, ulimit -n is %,d", files, allowed);
      return 1;
    }
    Catalog catalog = CatalogLoader.load((Path) null);
    try (Workspace workspace = new Workspace();
        FaultStage stage =
            new FaultStage(
                workspace,
                "everysec",
                false,
                Duration.ZERO,
                Map.of("slowScreen", Integer.toString(slow)));
        Stalls stalls = new Stalls()) {
      stage.awaitReady();
      StormSeller seller = new StormSeller(catalog, stage.partnerDoor().getPort(), orders, seed);
      Normal normal = misbehave(stage);
      comeBack(stage, normal);
      long sold = seller.end();
      String proof = stage.ask("verify " + OrderEvents.SESSION);
      check(
          proof.contains("proved=true") && proof.contains(" orders=" + sold + " "),
          "%d orders were answered 2xx, found %s",
          sold,
          proof);
      Table.line("  %,d orders meanwhile, all totals proved by the ledger", sold);
      Table.line("  the machine itself let an idle thread wait %.0f ms (p99)", stalls.end());
    }
    broken.forEach(one -> Table.line("FAILED %s", one));
    return broken.isEmpty() ? 0 : 1;
  }

  private Normal misbehave(FaultStage stage) throws Exception {
    try (ScreenLoad ordinary = new ScreenLoad(stage.screenPort(), BOARD, screens);
        StormCrowd crowd = new StormCrowd(stage.screenPort(), BOARD)) {
      ordinary.watch(2_000);
      long heap = stage.heap();
      ordinary.watch(1_000);
      Normal normal = tell("normal", ordinary.watch(seconds * 1_000L), null);
      Seen seen = during(ordinary, () -> ignore(stage, crowd));
      tell("%,d that never read".formatted(deaf), seen, normal);
      compareHeap(stage, ordinary, heap, "those that never read");
      SplittableRandom random = new SplittableRandom(seed);
      seen =
          during(
              ordinary,
              () -> {
                for (int i = 0; i < seconds; i++) {
                  long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                  crowd.vanish(vanishing, random);
                  LockSupport.parkNanos(next - System.nanoTime());
                }
                return null;
              });
      tell("%d × %,d that vanish".formatted(seconds, vanishing), seen, normal);
      compareHeap(stage, ordinary, heap, "those that vanish");
      return normal;
    }
  }

  /** Until all that never read were closed, and are gone. */
  private Void ignore(FaultStage stage, StormCrowd crowd) throws Exception {
    long began = System.nanoTime();
    crowd.neverRead(deaf);
    long most = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS + slow);
    while (stage.metric("guchang_screens_closed_total{reason=\"slow\"}") < deaf
        || stage.metric("guchang_screens{board=\"" + BOARD + "\"}") > screens) {
      if (System.nanoTime() - began > most) {
        check(false, "some that never read are still there");
        break;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    Table.line(
        "  %,.0f of %,d that never read were closed with 4008, the last gone after %.1f s",
        stage.metric("guchang_screens_closed_total{reason=\"slow\"}"),
        deaf,
        (System.nanoTime() - began) / 1e9);
    crowd.close();
    return null;
  }

  private void comeBack(FaultStage stage, Normal normal) throws Exception {
    try (ScreenLoad ordinary = new ScreenLoad(stage.screenPort(), BOARD, screens);
        ScreenLoad others = new ScreenLoad(stage.screenPort(), BOARD, rush)) {
      ordinary.watch(2_000); // what came while the others connected
      Seen seen =
          during(
              ordinary,
              () -> {
                others.watch(seconds * 1_000L);
                return null;
              });
      tell("with %,d more".formatted(rush), seen, null);
    }
    stage.killServer();
    stage.startServer();
    stage.awaitReady();
    try (ScreenLoad ordinary = new ScreenLoad(stage.screenPort(), BOARD, screens)) {
      long began = System.nanoTime();
      Seen seen =
          during(
              ordinary,
              () -> {
                try (ScreenLoad back = new ScreenLoad(stage.screenPort(), BOARD, rush)) {
                  long in = System.nanoTime();
                  while (back.showing() < rush) {
                    back.watch(50);
                    if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                      throw new IOException(back.showing() + " of " + rush + " show something");
                    }
                  }
                  Table.line(
                      "  %,d came back after the restart: all were in after %.1f s, all showed the board after %.1f s",
                      rush, (in - began) / 1e9, (System.nanoTime() - began) / 1e9);
                  back.watch(2_000);
                }
                return null;
              });
      tell("%,d that come back".formatted(rush), seen, normal);
      ordinary.watch(1_000);
      Table.line("  heap when they are gone again %.1f MB", stage.heap() / MEGA);
    }
  }

  /** What ordinary screens see while something goes on, on a thread of its own. */
  private static Seen during(ScreenLoad ordinary, Callable<Void> work) throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Void> done = threads.submit(work);
      Seen seen = ordinary.watch(done::isDone);
      done.get();
      return seen;
    } finally {
      threads.shutdownNow();
    }
  }

  private Normal tell(String what, Seen seen, @Nullable Normal normal) {
    double p99 = seen.delays().getValueAtPercentile(99);
    double allowed = normal == null ? p99 : Math.max(ratio * normal.p99, normal.p99 + unseenMillis);
    Table.line(
        "  %-28s %,9d frames to %d screens   p50 %3d ms   p99 %4.0f ms   max %4d ms%s",
        what,
        seen.frames(),
        screens,
        seen.delays().getValueAtPercentile(50),
        p99,
        seen.delays().getMaxValue(),
        normal == null ? "" : "   %.1f of normal".formatted(p99 / Math.max(1, normal.p99)));
    check(seen.frames() > 0, "%s: no frame came", what);
    check(
        p99 <= allowed,
        "%s: frames came after %.0f ms (p99), allowed are %.0f",
        what,
        p99,
        allowed);
    return new Normal(p99);
  }

  private void compareHeap(FaultStage stage, ScreenLoad ordinary, long before, String whom)
      throws IOException {
    ordinary.watch(2_000);
    long after = stage.heap();
    Table.line("  heap %.1f MB, after %s %.1f", before / MEGA, whom, after / MEGA);
    check(
        after - before < MOST_HEAP_GROWTH,
        "the heap grew by %.1f MB through %s",
        (after - before) / MEGA,
        whom);
    ordinary.watch(1_000);
  }

  private void check(boolean holds, String otherwise, Object... figures) {
    if (!holds) {
      broken.add(String.format(Locale.ROOT, otherwise, figures));
    }
  }

  /** Of this process and its children, from Linux's {@code /proc}. */
  private static int openFiles() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith("Max open files")) {
        String soft = line.split(" {2,}", -1)[1];
        return soft.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(soft);
      }
    }
    return Integer.MAX_VALUE;
  }
}

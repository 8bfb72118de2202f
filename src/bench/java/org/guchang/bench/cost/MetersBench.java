package org.guchang.bench.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guchang.bench.load.Deliveries;
import org.guchang.bench.load.HttpLoad;
import org.guchang.bench.load.Orders;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Cpu;
import org.guchang.bench.stage.Scale;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import org.guchang.config.CatalogProblems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What observing costs: the partner door and its ledger with their meters, beside the same with
 * meters that count nothing.
 *
 * <p>They run in turn, so that what else the machine does strikes both. No two JVMs compile the
 * same program alike, and one that did worse stays so for its life: each fork is a fresh pair, and
 * a ratio is told with its standard error over the forks. A control compares two without meters;
 * what it tells is the error of the measure.
 */
@Command(name = "meters", description = "Ingest with meters, beside ingest without.")
public final class MetersBench implements BenchCommand {
  @Mixin final Scale scale = new Scale();

  @Option(names = "--singles", description = "Single-event deliveries a round; 0 for none.")
  int singles = 150_000;

  @Option(names = "--batches", description = "Batches of 100 a round; 0 for none.")
  int batches = 4_000;

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 64;

  @Option(names = "--forks", description = "Pairs of fresh JVMs.")
  int forks = 3;

  @Option(names = "--control", description = "Neither has meters: shows the error of the measure.")
  boolean control;

  /** One run's figures: events a second, and CPU seconds a million events. */
  private record Run(double rate, double cpu) {}

  /** A door and the orders it was sent. */
  private record Side(ChildJvm door, Orders orders, List<Run> runs) {
    Side(ChildJvm door) throws CatalogProblems {
      this(door, new Orders(Orders.catalog(), 1), new ArrayList<>());
    }

    Run median() {
      return new Run(
          Table.median(runs.stream().map(Run::rate)), Table.median(runs.stream().map(Run::cpu)));
    }
  }

  /** What one fork told. */
  private record Pair(Run metered, Run bare) {
    double cpu() {
      return metered.cpu / bare.cpu;
    }

    double rate() {
      return metered.rate / bare.rate;
    }
  }

  @Override
  public Integer call() throws Exception {
    List<Pair> one = new ArrayList<>();
    List<Pair> hundred = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      // who is started first changes as well
      boolean meteredFirst = fork % 2 == 0;
      try (Workspace workspace = new Workspace();
          ChildJvm first = door(workspace, "first", meteredFirst);
          ChildJvm second = door(workspace, "second", !meteredFirst)) {
        Side metered = new Side(meteredFirst ? first : second);
        Side bare = new Side(meteredFirst ? second : first);
        if (singles > 0) {
          one.add(measured("one a POST", metered, bare, scale.of(singles), 1));
        }
        if (batches > 0) {
          hundred.add(measured("100 a POST", metered, bare, scale.of(batches), 100));
        }
      }
    }
    summarize("one a POST", one);
    summarize("100 a POST", hundred);
    return 0;
  }

  private ChildJvm door(Workspace workspace, String name, boolean metered) throws IOException {
    String meters = metered && !control ? "prometheus" : "none";
    Map<String, String> options =
        Map.of("meters", meters, "data", workspace.folder(name).toString());
    return ChildJvm.start("partner-door", options, scale.jvm());
  }

  private Pair measured(String shape, Side metered, Side bare, int count, int perDelivery)
      throws Exception {
    metered.runs.clear();
    bare.runs.clear();
    for (int round = -scale.warmUps; round < scale.rounds; round++) {
      // who is first changes, as the second finds warmer caches
      List<Side> turn = round % 2 == 0 ? List.of(metered, bare) : List.of(bare, metered);
      for (Side side : turn) {
        Run run = run(side, count, perDelivery);
        if (round >= 0) {
          side.runs.add(run);
        }
      }
    }
    Pair pair = new Pair(metered.median(), bare.median());
    Table.line(
        "%s  with %,7.0f/s %5.1f CPU-s/M, without %,7.0f/s %5.1f: CPU %.3f, rate %.3f",
        shape,
        pair.metered.rate,
        pair.metered.cpu,
        pair.bare.rate,
        pair.bare.cpu,
        pair.cpu(),
        pair.rate());
    return pair;
  }

  private void summarize(String shape, List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    Table.line(
        "%s, %s, over %d forks: CPU %s of without, rate %s",
        shape,
        control ? "neither with meters" : "with meters",
        pairs.size(),
        told(pairs.stream().mapToDouble(Pair::cpu).toArray()),
        told(pairs.stream().mapToDouble(Pair::rate).toArray()));
  }

  /** Mean and standard error. */
  private static String told(double[] ratios) {
    double mean = Arrays.stream(ratios).average().orElseThrow();
    double squares = Arrays.stream(ratios).map(ratio -> (ratio - mean) * (ratio - mean)).sum();
    int count = ratios.length;
    double error = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
    return String.format(Locale.ROOT, "%.3f ± %.3f", mean, error);
  }

  private Run run(Side side, int count, int perDelivery) throws IOException {
    Deliveries deliveries = side.orders.deliveries(count, perDelivery);
    double before = Cpu.seconds(side.door.pid());
    HttpLoad.Result result = HttpLoad.run(side.door.port(), connections, deliveries.requests());
    if (result.accepted() != deliveries.events()) {
      throw new IllegalStateException("not everything was accepted: " + result);
    }
    double cpu = Cpu.seconds(side.door.pid()) - before;
    return new Run(deliveries.events() / result.seconds(), cpu / deliveries.events() * 1e6);
  }
}

package org.guchang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.config.CatalogProblems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What observing costs: the partner door and its ledger with their meters, beside the same with
 * meters that count nothing. They run in turn, so that what else the machine does strikes both.
 */
@Command(name = "meters", description = "Ingest with meters, beside ingest without.")
final class MetersBench implements BenchCommand {
  @Mixin final Scale scale = new Scale();

  @Option(names = "--singles", description = "Single-event deliveries a round.")
  int singles = 150_000;

  @Option(names = "--batches", description = "Batches of 100 a round.")
  int batches = 4_000;

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 64;

  /** One run's figures, per event. */
  private record Run(double rate, double cpu) {}

  /** A door and the orders it was sent. */
  private record Side(ChildJvm door, Orders orders, List<Run> runs) {
    Side(ChildJvm door) throws CatalogProblems {
      this(door, new Orders(IngestBench.catalog(), 1), new ArrayList<>());
    }
  }

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = new Workspace();
        ChildJvm with = door(workspace, "prometheus");
        ChildJvm without = door(workspace, "none")) {
      Side metered = new Side(with);
      Side bare = new Side(without);
      measure("one a POST", metered, bare, scale.of(singles), 1);
      measure("100 a POST", metered, bare, scale.of(batches), 100);
    }
    return 0;
  }

  private ChildJvm door(Workspace workspace, String meters) throws IOException {
    Map<String, String> options =
        Map.of("meters", meters, "data", workspace.folder(meters).toString());
    return ChildJvm.start("partner-door", options, scale.jvm());
  }

  private void measure(String shape, Side metered, Side bare, int count, int perDelivery)
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
    double metersCpu = print(shape + ", with meters", metered);
    double bareCpu = print(shape + ", without", bare);
    Table.line("  ratio of CPU %.3f", metersCpu / bareCpu);
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

  private static double print(String what, Side side) {
    double cpu = Table.median(side.runs.stream().map(Run::cpu));
    Table.line(
        "%-26s %,9.0f events/s   CPU-s/M %5.1f of the server",
        what, Table.median(side.runs.stream().map(Run::rate)), cpu);
    return cpu;
  }
}

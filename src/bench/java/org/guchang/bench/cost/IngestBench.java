package org.guchang.bench.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import org.guchang.config.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many signed orders a second the partner door takes, beside a door that only answers. */
@Command(
    name = "ingest",
    description = "Signed orders over keep-alive connections, one and 100 a POST.")
public final class IngestBench implements BenchCommand {
  /**
   * Times the warm-ups of the first shape: until half a million deliveries have come, the compiler
   * takes up to a third of the server's time.
   */
  private static final int COLD = 4;

  @Mixin final Scale scale = new Scale();

  @Option(names = "--singles", description = "Single-event deliveries a round.")
  int singles = 150_000;

  @Option(names = "--batches", description = "Batches a round.")
  int batches = 4_000;

  @Option(names = "--batch", description = "Events in a batch.")
  int batch = 100;

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 64;

  @Option(names = "--durability", split = ",", description = "everysec, fsync.")
  List<String> durabilities = List.of("everysec", "fsync");

  @Option(names = "--shape", split = ",", description = "single, batch.")
  List<String> shapes = List.of("single", "batch");

  /** One run's figures, per event. */
  private record Run(double rate, double server, double redis) {}

  @Option(
      names = "--specimen",
      description =
          "application (as serve starts it) or partner-door (obeys --transport, --loops).")
  String specimen = "application";

  @Option(names = "--commands", description = "Also print Redis's own time by command.")
  boolean commands;

  @Override
  public Integer call() throws Exception {
    Catalog catalog = Orders.catalog();
    Map<String, String> common = Map.of("transport", scale.transport);
    try (Workspace workspace = new Workspace();
        ChildJvm bare = ChildJvm.start("bare-door", common, List.of())) {
      Map<String, Double> everysec = new HashMap<>();
      for (String durability : durabilities) {
        Map<String, String> options = new HashMap<>(common);
        options.put("durability", durability);
        options.put("data", workspace.folder(durability).toString());
        options.put("loops", Integer.toString(scale.loops));
        Orders orders = new Orders(catalog, 1);
        try (ChildJvm real = ChildJvm.start(specimen, options, scale.jvm())) {
          Table.line("server is process %d, its Redis %s", real.pid(), real.fact("redisPid"));
          for (String shape : shapes) {
            double rate = measure(shape, durability, bare, real, orders);
            Double before = everysec.putIfAbsent(shape, rate);
            if (before != null) {
              Table.line("  %s is %.2f of %s", durability, rate / before, durabilities.get(0));
            }
          }
          orders.check(real);
        }
      }
    }
    return 0;
  }

  private double measure(
      String shape, String durability, ChildJvm bare, ChildJvm real, Orders orders)
      throws IOException {
    int perDelivery = shape.equals("single") ? 1 : batch;
    int count = scale.of(shape.equals("single") ? singles : batches);
    List<Run> bares = new ArrayList<>();
    List<Run> reals = new ArrayList<>();
    RedisTimes times = new RedisTimes();
    double bytes = 0;
    int warmUps = scale.warmUps * (shape.equals(shapes.get(0)) ? COLD : 1);
    for (int round = -warmUps; round < scale.rounds; round++) {
      Deliveries deliveries = orders.deliveries(count, perDelivery);
      bytes = (double) deliveries.bodyBytes() / deliveries.events();
      Run limit = run(bare, -1, deliveries, false);
      Run run = run(real, Long.parseLong(real.fact("redisPid")), deliveries, true);
      if (round == -1) {
        times.take(real);
      }
      if (round >= 0) {
        bares.add(limit);
        reals.add(run);
      }
    }
    double rate = report(shape, durability, perDelivery, bytes, bares, reals);
    if (commands) {
      times.print(real, (long) count * perDelivery * scale.rounds);
    }
    return rate;
  }

  private Run run(ChildJvm child, long redisPid, Deliveries deliveries, boolean receipts)
      throws IOException {
    double serverBefore = Cpu.seconds(child.pid());
    double redisBefore = redisPid < 0 ? 0 : Cpu.seconds(redisPid);
    HttpLoad.Result result = HttpLoad.run(child.port(), connections, deliveries.requests());
    double millions = deliveries.events() / 1e6;
    double server = (Cpu.seconds(child.pid()) - serverBefore) / millions;
    double redis = redisPid < 0 ? 0 : (Cpu.seconds(redisPid) - redisBefore) / millions;
    if (result.good() != deliveries.requests().size()
        || (receipts && result.accepted() != deliveries.events())) {
      throw new IllegalStateException("not everything was accepted: " + result);
    }
    return new Run(deliveries.events() / result.seconds(), server, redis);
  }

  private static double report(
      String shape,
      String durability,
      int perDelivery,
      double bytes,
      List<Run> bares,
      List<Run> reals) {
    double bareRate = Table.median(bares.stream().map(Run::rate));
    double rate = Table.median(reals.stream().map(Run::rate));
    double server = Table.median(reals.stream().map(Run::server));
    double redis = Table.median(reals.stream().map(Run::redis));
    Table.line("%s, %d a POST, %s, %.0f bytes an event:", shape, perDelivery, durability, bytes);
    Table.line(
        "  bare handler  %,9.0f events/s   CPU-s/M %5.1f",
        bareRate, Table.median(bares.stream().map(Run::server)));
    Table.line(
        "  partner door  %,9.0f events/s   CPU-s/M %5.1f server + %.1f Redis = %.1f",
        rate, server, redis, server + redis);
    Table.line("  ratio to bare %9.2f", rate / bareRate);
    return rate;
  }
}

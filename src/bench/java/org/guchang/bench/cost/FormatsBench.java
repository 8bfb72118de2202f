package org.guchang.bench.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.bench.load.Deliveries;
import org.guchang.bench.load.HttpLoad;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Cpu;
import org.guchang.bench.stage.Scale;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a platform's own push costs, beside the same order as a native single event. */
@Command(
    name = "formats",
    description = "Paid orders as Doudian's and Shopify's pushes, beside native single events.")
public final class FormatsBench implements BenchCommand {
  @Mixin final Scale scale = new Scale();

  @Option(names = "--pushes", description = "Deliveries of each format a round.")
  int pushes = 100_000;

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 64;

  @Option(
      names = "--evenings",
      split = ",",
      description = "Sessions that have begun: with several, the session of each order is claimed.")
  List<Integer> evenings = List.of(1, 2);

  /** One run's figures, per event. */
  private record Run(double rate, double server, double redis) {}

  @Override
  public Integer call() throws Exception {
    for (int count : evenings) {
      try (Workspace workspace = new Workspace()) {
        Path catalog = workspace.folder("catalog");
        ShopCatalog.write(catalog, count);
        Map<String, String> options =
            Map.of("data", workspace.folder("data").toString(), "catalog", catalog.toString());
        try (ChildJvm server = ChildJvm.start("application", options, scale.jvm())) {
          Table.line("%d session(s) begun:", count);
          measure(server);
        }
      }
    }
    return 0;
  }

  private void measure(ChildJvm server) throws IOException {
    List<String> formats = List.of(ShopCatalog.NATIVE, ShopCatalog.DOUDIAN, ShopCatalog.SHOPIFY);
    ShopPushes shop = new ShopPushes();
    Map<String, List<Run>> runs = new HashMap<>();
    for (int round = -scale.warmUps; round < scale.rounds; round++) {
      // by turns, or what Redis takes to write its file anew would always meet the same one
      List<String> turn = new ArrayList<>(formats);
      Collections.rotate(turn, round);
      for (String format : turn) {
        Run run = run(server, shop.make(format, scale.of(pushes)));
        if (round >= 0) {
          runs.computeIfAbsent(format, f -> new ArrayList<>()).add(run);
        }
      }
    }
    double limit = 0;
    for (String format : formats) {
      List<Run> own = runs.getOrDefault(format, List.of());
      double rate = Table.median(own.stream().map(Run::rate));
      double cpu = Table.median(own.stream().map(Run::server));
      double redis = Table.median(own.stream().map(Run::redis));
      limit = format.equals(ShopCatalog.NATIVE) ? rate : limit;
      Table.line(
          "  %-8s %,9.0f events/s   CPU-s/M %5.1f server + %.1f Redis   %.2f of native",
          format, rate, cpu, redis, rate / limit);
    }
    Map<String, String> proof = ChildJvm.words(server.ask("verify " + ShopCatalog.SESSION));
    if (!"true".equals(proof.get("proved"))
        || !Long.toString(shop.orders()).equals(proof.get("orders"))
        || !Long.toString(shop.sumFen()).equals(proof.get("gmvFen"))) {
      throw new IllegalStateException(
          "sent " + shop.orders() + " orders of " + shop.sumFen() + " fen, found " + proof);
    }
    Table.line("  %,d orders and all totals proved by the ledger", shop.orders());
  }

  private Run run(ChildJvm server, Deliveries deliveries) throws IOException {
    long redis = Long.parseLong(server.fact("redisPid"));
    double serverBefore = Cpu.seconds(server.pid());
    double redisBefore = Cpu.seconds(redis);
    HttpLoad.Result result = HttpLoad.run(server.port(), connections, deliveries.requests());
    if (result.good() != deliveries.events()) {
      throw new IllegalStateException("not everything was accepted: " + result);
    }
    double millions = deliveries.events() / 1e6;
    return new Run(
        deliveries.events() / result.seconds(),
        (Cpu.seconds(server.pid()) - serverBefore) / millions,
        (Cpu.seconds(redis) - redisBefore) / millions);
  }
}

package org.guchang.bench.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.bench.load.OrderEvents;
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

/**
 * Whether a session that holds much is slower. The limit is the same session when it held little.
 */
@Command(
    name = "growth",
    description = "Ingest rate and board reading after 10 thousand and after 1 million orders.")
public final class GrowthBench implements BenchCommand {
  private static final int READINGS = 200;

  @Mixin final Scale scale = new Scale();

  @Option(names = "--small", description = "Orders of a session that holds little.")
  int small = 10_000;

  @Option(names = "--large", description = "Orders of a session that holds much.")
  int large = 1_000_000;

  @Option(names = "--measured", description = "Orders of a measured round.")
  int measured = 100_000;

  @Option(names = "--batch", description = "Events in a delivery.")
  int batch = 100;

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 64;

  private record Figures(double rate, double cpu, double read) {}

  @Override
  public Integer call() throws Exception {
    Catalog catalog = Orders.catalog();
    try (Workspace workspace = new Workspace();
        ChildJvm server =
            ChildJvm.start(
                "application", Map.of("data", workspace.folder("data").toString()), scale.jvm())) {
      Storage storage = new Storage(server, connections);
      // another session makes the code warm, so that the first figures are not those of a cold
      // start
      Orders other = new Orders(catalog, "wenshui-0516", 6);
      for (int i = 0; i < scale.warmUps; i++) {
        storage.fill(other::deliveries, scale.of(2 * measured), batch);
      }
      Orders orders = new Orders(catalog, OrderEvents.SESSION, 7);
      Figures little = after(scale.of(small), server, storage, orders);
      Figures much = after(scale.of(large), server, storage, orders);
      Table.line(
          "  ratio: rate %.2f, CPU %.2f, reading %.2f",
          much.rate() / little.rate(), much.cpu() / little.cpu(), much.read() / little.read());
      orders.check(server);
    }
    return 0;
  }

  private Figures after(int count, ChildJvm server, Storage storage, Orders orders)
      throws IOException {
    storage.fill(orders::deliveries, (int) (count - orders.count()), batch);
    long redis = Long.parseLong(server.fact("redisPid"));
    List<Figures> rounds = new ArrayList<>();
    int events = scale.of(measured) / scale.rounds;
    for (int i = 0; i < scale.rounds; i++) {
      double before = Cpu.seconds(server.pid()) + Cpu.seconds(redis);
      double rate = storage.fill(orders::deliveries, events, batch);
      double cpu = Cpu.seconds(server.pid()) + Cpu.seconds(redis) - before;
      rounds.add(
          new Figures(rate, cpu / events * 1e6, storage.readMillis(OrderEvents.SESSION, READINGS)));
    }
    Figures median =
        new Figures(
            Table.median(rounds.stream().map(Figures::rate)),
            Table.median(rounds.stream().map(Figures::cpu)),
            Table.median(rounds.stream().map(Figures::read)));
    Table.line(
        "after %,9d orders: %,8.0f events/s   CPU-s/M %5.1f   whole session read in %.2f ms",
        count, median.rate(), median.cpu(), median.read());
    return median;
  }
}

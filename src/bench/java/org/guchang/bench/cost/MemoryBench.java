package org.guchang.bench.cost;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guchang.bench.load.Orders;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Scale;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What an order and an audience event take in Redis. The limit is what the event has in bytes on
 * the wire.
 */
@Command(name = "memory", description = "Redis bytes per order and per audience event.")
public final class MemoryBench implements BenchCommand {
  private static final String LEDGER = "ledger";

  @Mixin final Scale scale = new Scale();

  @Option(
      names = "--counts",
      split = ",",
      description = "Orders, and audience events, in a session.")
  List<Integer> counts = List.of(10_000, 100_000, 1_000_000);

  @Option(names = "--batch", description = "Events in a delivery.")
  int batch = 100;

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 16;

  @Override
  public Integer call() throws Exception {
    for (boolean audience : new boolean[] {false, true}) {
      try (Workspace workspace = new Workspace();
          ChildJvm real =
              ChildJvm.start(
                  "application",
                  Map.of("data", workspace.folder("data").toString()),
                  scale.jvm())) {
        Orders orders = new Orders(Orders.catalog(), 5);
        Storage.Source source = audience ? orders::audience : orders::deliveries;
        fill(audience ? "audience event" : "order", new Storage(real, connections), source);
        orders.check(real);
      }
    }
    return 0;
  }

  private void fill(String what, Storage storage, Storage.Source source) throws IOException {
    long empty = storage.usedMemory();
    int filled = 0;
    for (int count : counts) {
      int wanted = scale.of(count);
      storage.fill(source, wanted - filled, batch);
      filled = wanted;
      print(what, filled, storage.usedMemory() - empty, storage.byKey());
    }
  }

  private static void print(String what, int count, long used, Map<String, Long> byKey) {
    long ledger = byKey.getOrDefault(LEDGER, 0L);
    long rest = byKey.values().stream().mapToLong(bytes -> bytes).sum() - ledger;
    Table.line(
        "%,9d %ss: %5.1f bytes each, ledger %5.1f apart; used_memory grew %5.1f each",
        count, what, (double) rest / count, (double) ledger / count, (double) used / count);
    StringBuilder parts = new StringBuilder("          ");
    byKey.forEach(
        (key, bytes) -> {
          if (bytes > count / 2) {
            parts.append(String.format(Locale.ROOT, " %s %.1f", key, (double) bytes / count));
          }
        });
    Table.line("%s", parts);
  }
}

package org.guchang.bench.cost;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.guchang.bench.load.Deliveries;
import org.guchang.bench.load.HttpLoad;
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
 * From a POST's first byte to the frame that shows it, through the whole application. Each probe is
 * an order of a product of its own, whose name in a frame ends its delay. The limit is the time to
 * the POST's own answer: before it nothing can be shown.
 */
@Command(
    name = "event-to-frame",
    description =
        "Delay from a POST's first byte to its frame: at idle, where orders trickle in so that some"
            + " come before the next frame is due, and at half of the maximum.")
public final class EventToFrameBench implements BenchCommand {
  @Mixin final Scale scale = new Scale();

  @Option(names = "--probes", description = "Orders whose delay is measured.")
  int probes = 100;

  @Option(
      names = "--idle-pause",
      description = "Milliseconds between probes at idle, on average; the shortest is half of it.")
  int idlePause = 600;

  @Option(names = "--pause", description = "The same between probes that have company.")
  int pause = 230;

  @Option(names = "--load", description = "Deliveries that find the maximum.")
  int load = 60_000;

  @Option(names = "--connections", description = "Keep-alive connections of the load.")
  int connections = 64;

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = new Workspace();
        ChildJvm real =
            ChildJvm.start(
                "application", Map.of("data", workspace.folder("data").toString()), scale.jvm())) {
      Orders orders = new Orders(Orders.catalog(), 2);
      for (int i = 0; i < scale.warmUps; i++) {
        orders.send(
            real, connections, orders.deliveries(scale.of(load), 1), Double.POSITIVE_INFINITY);
      }
      print("idle", new Probes(real, orders, "idle", scale.of(probes), idlePause).call());
      print("a trickle", new Probes(real, orders, "trickle", scale.of(probes), pause).call());
      atHalfLoad(real, orders);
      orders.check(real);
    }
    return 0;
  }

  private void atHalfLoad(ChildJvm real, Orders orders) throws Exception {
    HttpLoad.Result most =
        orders.send(
            real, connections, orders.deliveries(scale.of(load), 1), Double.POSITIVE_INFINITY);
    double half = most.answered() / most.seconds() / 2;
    double seconds = scale.of(probes) * pause / 1e3 + 1;
    Deliveries deliveries = orders.deliveries((int) (half * seconds) + 1, 1);
    Probes probing = new Probes(real, orders, "half", scale.of(probes), pause);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Callable<HttpLoad.Result> sending = () -> orders.send(real, connections, deliveries, half);
      Future<HttpLoad.Result> sent = threads.submit(sending);
      Probes.Delays delays = probing.call();
      HttpLoad.Result result = sent.get();
      Table.line(
          "under %,.0f events/s, half of %,.0f (%,.0f were sent):",
          half, 2 * half, result.answered() / result.seconds());
      print("half", delays);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void print(String load, Probes.Delays delays) throws IOException {
    Table.line("%s, %d probes:", load, delays.frames().getTotalCount());
    print("answer (limit)", delays.answers());
    print("frame", delays.frames());
    Table.line(
        "  ratio of p99 to the answer's %.1f",
        (double) delays.frames().getValueAtPercentile(99)
            / delays.answers().getValueAtPercentile(99));
  }

  private static void print(String what, Histogram micros) {
    Table.line(
        "  %-15s p50 %7.1f ms   p99 %7.1f ms   max %7.1f ms",
        what,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }
}

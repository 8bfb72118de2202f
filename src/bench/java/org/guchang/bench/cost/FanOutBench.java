package org.guchang.bench.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.bench.load.OrderEvents;
import org.guchang.bench.load.ScreenLoad;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Cpu;
import org.guchang.bench.stage.Scale;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a frame to a screen costs, beside a loop that writes a ready-made one to bare WebSockets.
 */
@Command(
    name = "fan-out",
    description = "Frames of about 1 KB, 5 a second, to thousands of screens.")
public final class FanOutBench implements BenchCommand {
  private static final String BOARD = "session/" + OrderEvents.SESSION;

  @Mixin final Scale scale = new Scale();

  @Option(names = "--screens", split = ",", description = "Numbers of screens.")
  List<Integer> screens = List.of(1_000, 5_000, 10_000);

  @Option(names = "--millis", description = "How long each round is measured.")
  int millis = 6_000;

  /**
   * One run.
   *
   * @param cpu seconds per million frames
   * @param heap bytes a screen
   */
  private record Run(double cpu, double heap, double p50, double p99, double bytes, long frames) {}

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = new Workspace();
        ChildJvm real = ChildJvm.start("screen-door", options(workspace, 0), scale.jvm())) {
      // as large as the real ones, so that both write as many bytes
      int bytes = (int) Math.round(measured(real, 1).bytes());
      try (ChildJvm bare = ChildJvm.start("bare-screens", options(workspace, bytes), scale.jvm())) {
        for (int count : screens) {
          measure(bare, real, scale.of(count));
        }
      }
    }
    return 0;
  }

  private Map<String, String> options(Workspace workspace, int bytes) throws IOException {
    Map<String, String> options = new HashMap<>();
    options.put("transport", scale.transport);
    options.put("data", workspace.folder("screens").toString());
    options.put("bytes", Integer.toString(bytes));
    return options;
  }

  private void measure(ChildJvm bare, ChildJvm real, int count) throws IOException {
    List<Run> bares = new ArrayList<>();
    List<Run> reals = new ArrayList<>();
    for (int round = -scale.warmUps; round < scale.rounds; round++) {
      Run limit = measured(bare, count);
      Run run = measured(real, count);
      if (round >= 0) {
        bares.add(limit);
        reals.add(run);
      }
    }
    Table.line("%,d screens, 5 frames a second, %s:", count, scale.transport);
    double limit = print("bare loop", bares);
    double cost = print("screen door", reals);
    Table.line(
        "  ratio to bare: CPU %.2f, heap %.2f",
        cost / limit,
        Table.median(reals.stream().map(Run::heap)) / Table.median(bares.stream().map(Run::heap)));
  }

  private Run measured(ChildJvm child, int count) throws IOException {
    long before = child.heap();
    try (ScreenLoad load = new ScreenLoad(child.port(), BOARD, count)) {
      // the snapshots, and the door's own warming up
      load.watch(Math.min(2_000, millis));
      double cpuBefore = Cpu.seconds(child.pid());
      ScreenLoad.Seen seen = load.watch(millis);
      double cpu = Cpu.seconds(child.pid()) - cpuBefore;
      if (seen.frames() == 0) {
        throw new IllegalStateException("no frame came");
      }
      return new Run(
          cpu / (seen.frames() / 1e6),
          (double) (child.heap() - before) / count,
          seen.delays().getValueAtPercentile(50),
          seen.delays().getValueAtPercentile(99),
          seen.bytes(),
          seen.frames());
    }
  }

  private double print(String what, List<Run> runs) {
    double cpu = Table.median(runs.stream().map(Run::cpu));
    double expected = 0;
    for (Run run : runs) {
      expected += run.frames();
    }
    Table.line(
        "  %-12s CPU-s/M %5.1f   p50 %3.0f ms   p99 %3.0f ms   %,6.0f bytes of heap a screen   %,.0f"
            + " frames/s of %.0f bytes",
        what,
        cpu,
        Table.median(runs.stream().map(Run::p50)),
        Table.median(runs.stream().map(Run::p99)),
        Table.median(runs.stream().map(Run::heap)),
        expected / runs.size() / (millis / 1e3),
        Table.median(runs.stream().map(Run::bytes)));
    return cpu;
  }
}

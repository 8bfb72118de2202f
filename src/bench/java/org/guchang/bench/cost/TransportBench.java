package org.guchang.bench.cost;

import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which of Vert.x's transports is the cheapest for the doors. */
@Command(
    name = "transport",
    description = "The partner door and the screen door on each transport.")
public final class TransportBench implements BenchCommand {
  @Option(names = "--scale", description = "Times the counts; 0.01 for a trial.")
  double factor = 1;

  @Option(names = "--rounds", description = "Measured rounds; figures are their medians.")
  int rounds = 3;

  @Option(names = "--screens", description = "Screens of the fan-out.")
  int screens = 10_000;

  @Override
  public Integer call() {
    for (String transport : new String[] {"nio", "epoll", "io_uring"}) {
      Table.line("--- %s", transport);
      int failed =
          run(
                  new IngestBench(),
                  "--specimen=partner-door",
                  "--durability=everysec",
                  "--transport=" + transport,
                  "--rounds=" + rounds,
                  "--scale=" + factor)
              + run(
                  new FanOutBench(),
                  "--screens=" + screens,
                  "--transport=" + transport,
                  "--rounds=" + rounds,
                  "--scale=" + factor);
      if (failed != 0) {
        return failed;
      }
    }
    return 0;
  }

  private static int run(BenchCommand bench, String... options) {
    return new CommandLine(bench).execute(options);
  }
}

package org.guchang.bench;

import org.guchang.bench.cost.EventToFrameBench;
import org.guchang.bench.cost.FanOutBench;
import org.guchang.bench.cost.FormatsBench;
import org.guchang.bench.cost.GrowthBench;
import org.guchang.bench.cost.ImportBench;
import org.guchang.bench.cost.IngestBench;
import org.guchang.bench.cost.MemoryBench;
import org.guchang.bench.cost.MetersBench;
import org.guchang.bench.cost.TimeTravelBench;
import org.guchang.bench.cost.TransportBench;
import org.guchang.bench.faults.FaultsCommand;
import org.guchang.bench.fuzz.FuzzCommand;
import org.guchang.bench.overload.OverloadCommand;
import org.guchang.bench.storm.StormCommand;
import org.guchang.bench.wall.WallBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Runs one benchmark by name; {@code help} lists them. */
@Command(
    name = "bench",
    description = "Benchmarks; each prints its figures beside a limit measured in the same run.",
    subcommands = {
      HelpCommand.class,
      IngestBench.class,
      MetersBench.class,
      FormatsBench.class,
      ImportBench.class,
      FanOutBench.class,
      EventToFrameBench.class,
      MemoryBench.class,
      GrowthBench.class,
      TransportBench.class,
      TimeTravelBench.class,
      FuzzCommand.class,
      FaultsCommand.class,
      OverloadCommand.class,
      StormCommand.class,
      WallBench.class
    })
public final class Bench {
  private Bench() {}

  static int run(String... args) {
    return new CommandLine(new Bench()).execute(args);
  }

  /**
   * Runs a benchmark.
   *
   * @param args its name and options; Maven gives them as one word
   */
  public static void main(String[] args) {
    int code = run(args.length == 1 ? args[0].strip().split(" +", -1) : args);
    System.exit(code); // a browser's threads would keep it
  }
}

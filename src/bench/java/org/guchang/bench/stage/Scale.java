package org.guchang.bench.stage;

import java.util.List;
import picocli.CommandLine.Option;

/** How much and how: the options that benchmarks share. */
public final class Scale {
  @Option(names = "--rounds", description = "Measured rounds; figures are their medians.")
  public int rounds = 3;

  @Option(names = "--warm-ups", description = "Rounds before that.")
  public int warmUps = 1;

  @Option(names = "--scale", description = "Times the counts; 0.01 for a trial.")
  double factor = 1;

  @Option(names = "--transport", description = "nio, epoll, io_uring.")
  public String transport = "epoll";

  @Option(names = "--loops", description = "Event loops of what is measured.")
  public int loops = 1;

  @Option(names = "--jvm", description = "Flags for the JVM that is measured, separated by spaces.")
  String jvmFlags = "";

  public List<String> jvm() {
    return jvmFlags.isBlank() ? List.of() : List.of(jvmFlags.strip().split(" +", -1));
  }

  /** A count at this scale, at least one. */
  public int of(int count) {
    return (int) Math.max(1, Math.round(count * factor));
  }
}

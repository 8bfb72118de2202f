package org.guchang.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** How much and how: the options that benchmarks share. */
final class Scale {
  @Option(names = "--rounds", description = "Measured rounds; figures are their medians.")
  int rounds = 3;

  @Option(names = "--warm-ups", description = "Rounds before that.")
  int warmUps = 1;

  @Option(names = "--scale", description = "Times the counts; 0.01 for a trial.")
  double factor = 1;

  @Option(names = "--transport", description = "nio, epoll, io_uring.")
  String transport = "epoll";

  @Option(names = "--loops", description = "Event loops of what is measured.")
  int loops = 1;

  @Option(names = "--jvm", description = "Flags for the JVM that is measured, separated by spaces.")
  String jvmFlags = "";

  List<String> jvm() {
    return jvmFlags.isBlank() ? List.of() : List.of(jvmFlags.strip().split(" +", -1));
  }

  /** A count at this scale, at least one. */
  int of(int count) {
    return (int) Math.max(1, Math.round(count * factor));
  }
}

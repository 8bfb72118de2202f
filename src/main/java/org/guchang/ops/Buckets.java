package org.guchang.ops;

import java.time.Duration;
import java.util.Arrays;

/**
 * Upper bounds of histograms. Each target stands among its bounds, so that a share within the
 * target is a plain division of two counters.
 */
final class Buckets {
  private Buckets() {}

  /** Within one machine or one rack; a commit is to take at most 60 ms. */
  static final double[] COMMITS =
      millis(0.5, 1, 2, 5, 10, 20, 40, 60, 100, 200, 300, 500, 1_000, 2_500, 5_000, 10_000);

  /** What somebody waits for; a frame is to show an event within 300 ms. */
  static final double[] WAITS =
      millis(
          1, 2, 5, 10, 20, 40, 60, 100, 150, 200, 300, 500, 750, 1_000, 2_500, 5_000, 10_000,
          30_000);

  /** Over the internet, to a platform. */
  static final double[] QUESTIONS = millis(50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000);

  /** Work of the server's own that nobody waits for. */
  static final double[] CHORES =
      millis(10, 50, 100, 500, 1_000, 5_000, 10_000, 30_000, 60_000, 300_000);

  static final double[] EVENTS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000};

  static final double[] BYTES = {100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1e6};

  static final double[] NONE = {};

  private static double[] millis(double... bounds) {
    return Arrays.stream(bounds).map(bound -> bound / 1_000).toArray();
  }

  /** Of seconds. */
  static Duration[] durations(double[] bounds) {
    return Arrays.stream(bounds)
        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
        .toArray(Duration[]::new);
  }
}

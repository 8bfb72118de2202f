package org.guchang.replay;

import java.util.List;

/**
 * Straight lines between points {@code [minute, value]}; flat before the first and after the last.
 */
final class Curve {
  private static final double MILLIS_PER_MINUTE = 60_000;

  private final List<double[]> points;

  Curve(String name, List<double[]> points) throws ScenarioProblem {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).length != 2 || (i > 0 && points.get(i)[0] <= points.get(i - 1)[0])) {
        throw new ScenarioProblem(
            name + " is not a curve: points [minute, value] with rising minutes are expected");
      }
    }
    if (points.isEmpty()) {
      throw new ScenarioProblem(name + " has no points");
    }
    this.points = points;
  }

  /** The value at a time, milliseconds from the start. */
  double at(long millis) {
    double minute = millis / MILLIS_PER_MINUTE;
    double[] before = points.get(0);
    for (double[] point : points) {
      if (point[0] >= minute) {
        double span = point[0] - before[0];
        return span <= 0
            ? point[1]
            : before[1] + (point[1] - before[1]) * (minute - before[0]) / span;
      }
      before = point;
    }
    return before[1];
  }

  /** The first millisecond at which a rising curve has reached a value, to {@code endMillis}. */
  long whenReached(double value, long endMillis) {
    long low = 0;
    long high = endMillis;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle) >= value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}

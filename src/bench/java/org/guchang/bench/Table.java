package org.guchang.bench;

import java.util.Locale;
import java.util.stream.Stream;

/** Prints figures. */
final class Table {
  private Table() {}

  static void line(String format, Object... figures) {
    System.out.println(String.format(Locale.ROOT, format, figures));
  }

  static double median(Stream<Double> figures) {
    double[] sorted = figures.mapToDouble(figure -> figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

package org.guchang.bench.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells figures, line by line: prints them, or keeps them for a test. Used by one thread. */
public final class Table {
  private static @Nullable List<String> kept;

  private Table() {}

  public static void line(String format, Object... figures) {
    String line = String.format(Locale.ROOT, format, figures);
    List<String> keeping = kept;
    if (keeping == null) {
      System.out.println(line);
    } else {
      keeping.add(line);
    }
  }

  /** From now on lines are kept, not printed. */
  public static void keep() {
    kept = new ArrayList<>();
  }

  /** Lines kept so far. */
  public static List<String> kept() {
    List<String> keeping = kept;
    return keeping == null ? List.of() : List.copyOf(keeping);
  }

  /** From now on lines are printed. */
  public static void print() {
    kept = null;
  }

  public static double median(Stream<Double> figures) {
    double[] sorted = figures.mapToDouble(figure -> figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

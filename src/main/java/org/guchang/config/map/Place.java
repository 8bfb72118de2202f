package org.guchang.config.map;

import java.util.Comparator;
import java.util.List;

/**
 * Where a name fits best in a shape: inside it and far from its border (its pole of
 * inaccessibility).
 *
 * @param room how far it is to the border
 */
record Place(Point at, double room) {
  private static final int CELLS = 24;
  private static final int FINER = 6;

  /** Looks over the largest of the rings and then, finer and finer, around the best place found. */
  static Place widest(List<Ring> rings) {
    Ring largest =
        rings.stream().max(Comparator.comparingDouble(ring -> Math.abs(ring.area()))).orElseThrow();
    double left = largest.points().stream().mapToDouble(Point::x).min().orElse(0);
    double right = largest.points().stream().mapToDouble(Point::x).max().orElse(0);
    double top = largest.points().stream().mapToDouble(Point::y).min().orElse(0);
    double bottom = largest.points().stream().mapToDouble(Point::y).max().orElse(0);
    Place best = new Place(largest.points().get(0), 0);
    double across = (right - left) / CELLS;
    double down = (bottom - top) / CELLS;
    for (int i = 0; i < CELLS; i++) {
      for (int j = 0; j < CELLS; j++) {
        best = best.or(rings, new Point(left + (i + 0.5) * across, top + (j + 0.5) * down));
      }
    }
    for (int step = 0; step < FINER; step++) {
      across /= 2;
      down /= 2;
      Point around = best.at;
      for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
          best = best.or(rings, new Point(around.x() + i * across, around.y() + j * down));
        }
      }
    }
    return best;
  }

  private Place or(List<Ring> rings, Point other) {
    boolean inside = false;
    double least = Double.MAX_VALUE;
    for (Ring ring : rings) {
      inside ^= ring.encloses(other);
      least = Math.min(least, ring.distance(other));
    }
    return inside && least > room ? new Place(other, least) : this;
  }
}

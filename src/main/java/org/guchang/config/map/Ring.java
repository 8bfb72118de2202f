package org.guchang.config.map;

import java.util.ArrayList;
import java.util.List;

/**
 * A closed line in the box of the map, in whole units; the first point is not repeated at its end.
 */
record Ring(List<Point> points) {

  /** Less is no area. */
  private static final int LEAST_POINTS = 3;

  /**
   * Onto whole units: neighbours that share a border in the data share it on the screen as well.
   */
  static Ring snapped(List<Point> placed) {
    List<Point> points = new ArrayList<>();
    for (Point each : placed) {
      Point whole = new Point(Math.rint(each.x()), Math.rint(each.y()));
      if (points.isEmpty() || !points.get(points.size() - 1).equals(whole)) {
        points.add(whole);
      }
    }
    if (points.size() > 1 && points.get(0).equals(points.get(points.size() - 1))) {
      points.remove(points.size() - 1);
    }
    return new Ring(List.copyOf(points));
  }

  boolean isArea() {
    return points.size() >= LEAST_POINTS;
  }

  /** Without the points that are nearer than that to the line without them (Douglas–Peucker). */
  Ring within(double tolerance) {
    if (!isArea() || tolerance == 0) {
      return this;
    }
    int far = 0;
    for (int i = 1; i < points.size(); i++) {
      if (points.get(0).to(points.get(i)) > points.get(0).to(points.get(far))) {
        far = i;
      }
    }
    List<Point> closed = new ArrayList<>(points);
    closed.add(points.get(0));
    boolean[] kept = new boolean[closed.size()];
    kept[0] = true;
    kept[far] = true;
    keep(closed, 0, far, tolerance, kept);
    keep(closed, far, closed.size() - 1, tolerance, kept);
    List<Point> fewer = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (kept[i]) {
        fewer.add(points.get(i));
      }
    }
    return new Ring(List.copyOf(fewer));
  }

  /** With a list of what is to be done: a ring may have a hundred thousand points. */
  private static void keep(List<Point> line, int begin, int end, double tolerance, boolean[] kept) {
    List<int[]> parts = new ArrayList<>();
    parts.add(new int[] {begin, end});
    while (!parts.isEmpty()) {
      int[] part = parts.remove(parts.size() - 1);
      int farthest = -1;
      double away = tolerance;
      for (int i = part[0] + 1; i < part[1]; i++) {
        double distance = line.get(i).toLine(line.get(part[0]), line.get(part[1]));
        if (distance > away) {
          away = distance;
          farthest = i;
        }
      }
      if (farthest >= 0) {
        kept[farthest] = true;
        parts.add(new int[] {part[0], farthest});
        parts.add(new int[] {farthest, part[1]});
      }
    }
  }

  /** Twice the area, of either sign. */
  double area() {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      Point here = points.get(i);
      Point next = points.get((i + 1) % points.size());
      sum += here.x() * next.y() - next.x() * here.y();
    }
    return sum;
  }

  /** Whether a line from there to the right crosses it an odd number of times. */
  boolean encloses(Point place) {
    boolean inside = false;
    for (int i = 0; i < points.size(); i++) {
      Point here = points.get(i);
      Point next = points.get((i + 1) % points.size());
      boolean passes = here.y() > place.y() != next.y() > place.y();
      if (passes
          && place.x()
              < (next.x() - here.x()) * (place.y() - here.y()) / (next.y() - here.y()) + here.x()) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** How far a place is from its line. */
  double distance(Point place) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < points.size(); i++) {
      least = Math.min(least, place.toLine(points.get(i), points.get((i + 1) % points.size())));
    }
    return least;
  }

  /** As a path of SVG: {@code M1 2L3 4Z}. */
  String path() {
    StringBuilder path = new StringBuilder();
    for (Point each : points) {
      path.append(path.length() == 0 ? 'M' : 'L')
          .append((long) each.x())
          .append(' ')
          .append((long) each.y());
    }
    return path.append('Z').toString();
  }
}

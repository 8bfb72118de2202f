package org.guchang.config.map;

/**
 * A place.
 *
 * @param x degrees of longitude, or what the screen draws from the left
 * @param y degrees of latitude, or what the screen draws from the top
 */
public record Point(double x, double y) {

  double to(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /** How far it is from the line between two others, its ends included. */
  double toLine(Point from, Point until) {
    double length = from.to(until);
    if (length == 0) {
      return to(from);
    }
    double along =
        ((x - from.x) * (until.x - from.x) + (y - from.y) * (until.y - from.y)) / (length * length);
    double within = Math.max(0, Math.min(1, along));
    return to(
        new Point(from.x + within * (until.x - from.x), from.y + within * (until.y - from.y)));
  }
}

package org.guchang.config.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counties as a screen draws them.
 *
 * @param width of the box that all are in, units; the longer side is {@value #SIDE}
 * @param height likewise
 * @param shapes by county, in the order of the data
 */
public record CountyMap(int width, int height, Map<String, Shape> shapes) {

  /** A catalog without map data. */
  public static final CountyMap NONE = new CountyMap(0, 0, Map.of());

  /** Finer than the pixels of a panel on the largest wall. */
  static final int SIDE = 1_000;

  /** Characters of all paths together: what a screen loads once. */
  static final int MOST_PATH_CHARS = 60_000;

  /**
   * One county.
   *
   * @param path of SVG, filled by even-odd; empty when it is too small to be seen
   * @param x where its name stands, units from the left
   * @param y likewise from the top
   * @param room how far it is from there to its border, units
   */
  public record Shape(String path, int x, int y, int room) {}

  /**
   * Places regions so that a degree to the east is as long as on the ground in their middle, which
   * is true enough for a city or a province, and drops points until all is small enough.
   */
  public static CountyMap of(List<Region> regions) {
    if (regions.isEmpty()) {
      return NONE;
    }
    Box box = Box.of(regions);
    Map<String, List<Ring>> all = new LinkedHashMap<>();
    for (Region region : regions) {
      all.put(region.name(), region.rings().stream().map(box::ring).filter(Ring::isArea).toList());
    }
    double tolerance = 0;
    Map<String, List<Ring>> drawn = all;
    while (chars(drawn) > MOST_PATH_CHARS) {
      tolerance = tolerance == 0 ? 0.5 : tolerance * 1.5;
      drawn = within(all, tolerance);
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Region region : regions) {
      shapes.put(
          region.name(), shape(drawn.getOrDefault(region.name(), List.of()), box.middle(region)));
    }
    return new CountyMap(box.width(), box.height(), shapes);
  }

  private static int chars(Map<String, List<Ring>> rings) {
    return rings.values().stream().flatMap(List::stream).mapToInt(r -> r.path().length()).sum();
  }

  private static Map<String, List<Ring>> within(Map<String, List<Ring>> all, double tolerance) {
    Map<String, List<Ring>> fewer = new LinkedHashMap<>();
    all.forEach(
        (name, rings) ->
            fewer.put(
                name,
                rings.stream().map(ring -> ring.within(tolerance)).filter(Ring::isArea).toList()));
    return fewer;
  }

  private static Shape shape(List<Ring> rings, Point otherwise) {
    StringBuilder path = new StringBuilder();
    rings.forEach(ring -> path.append(ring.path()));
    Place place = rings.isEmpty() ? new Place(otherwise, 0) : Place.widest(rings);
    return new Shape(
        path.toString(),
        (int) Math.round(place.at().x()),
        (int) Math.round(place.at().y()),
        (int) Math.floor(place.room()));
  }

  /** Where the regions are in degrees, and how degrees become units. */
  private record Box(
      double west, double north, double unitsPerX, double unitsPerY, int width, int height) {

    static Box of(List<Region> regions) {
      double west = Double.MAX_VALUE;
      double east = -Double.MAX_VALUE;
      double south = Double.MAX_VALUE;
      double north = -Double.MAX_VALUE;
      for (Region region : regions) {
        for (List<Point> ring : region.rings()) {
          for (Point each : ring) {
            west = Math.min(west, each.x());
            east = Math.max(east, each.x());
            south = Math.min(south, each.y());
            north = Math.max(north, each.y());
          }
        }
      }
      double shrink = Math.cos(Math.toRadians((south + north) / 2));
      double across = Math.max((east - west) * shrink, 1e-9);
      double down = Math.max(north - south, 1e-9);
      double units = SIDE / Math.max(across, down);
      return new Box(
          west,
          north,
          units * shrink,
          units,
          (int) Math.ceil(Math.max(1, across * units)),
          (int) Math.ceil(Math.max(1, down * units)));
    }

    Point placed(Point degrees) {
      return new Point((degrees.x() - west) * unitsPerX, (north - degrees.y()) * unitsPerY);
    }

    Ring ring(List<Point> degrees) {
      List<Point> placed = new ArrayList<>(degrees.size());
      degrees.forEach(each -> placed.add(placed(each)));
      return Ring.snapped(placed);
    }

    /** Of one that is too small to have a shape. */
    Point middle(Region region) {
      return placed(region.rings().get(0).get(0));
    }
  }
}

package org.guchang.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.config.map.Point;
import org.guchang.config.map.Region;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code counties.geojson}: a FeatureCollection of RFC 7946, a feature a county, whose
 * property {@code name} is the county's name in the catalog.
 */
final class CountiesGeoJson {
  static final String FILE = "counties.geojson";

  /** A province has fewer counties. */
  private static final int MOST_FEATURES = 500;

  /** More cannot be seen, and slow down the start. */
  private static final int MOST_POSITIONS = 500_000;

  private static final int NAME_CHARS = 64;
  private static final int LEAST_POSITIONS = 4;
  private static final double MOST_LONGITUDE = 180;
  private static final double MOST_LATITUDE = 90;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  final List<Region> regions = new ArrayList<>();
  private final Map<String, Integer> named = new LinkedHashMap<>();
  private final Problems problems;
  private int positions;

  CountiesGeoJson(Problems problems) {
    this.problems = problems;
  }

  /** An empty text is no map. */
  void read(String content) {
    if (content.isEmpty()) {
      return;
    }
    JsonNode whole = parsed(content);
    if (whole == null) {
      return;
    }
    JsonNode features = whole.path("features");
    boolean isCollection = whole.path("type").asText("").equals("FeatureCollection");
    if (!isCollection || !features.isArray() || features.isEmpty()) {
      problems.add(FILE, "is no GeoJSON FeatureCollection with at least one feature");
    } else if (features.size() > MOST_FEATURES) {
      problems.add(
          FILE, "has " + features.size() + " features; at most " + MOST_FEATURES + " are drawn");
    } else {
      for (int i = 0; i < features.size(); i++) {
        feature(i, features.get(i));
      }
    }
  }

  /**
   * Reports a map that shows nothing of this catalog.
   *
   * @param counties of the catalog
   */
  void match(Set<String> counties) {
    if (!named.isEmpty() && named.keySet().stream().noneMatch(counties::contains)) {
      problems.add(
          FILE,
          "none of its names (such as "
              + named.keySet().iterator().next()
              + ") is a county of this catalog (such as "
              + counties.stream().findFirst().orElse("none")
              + "); the property name of a feature must be written as in the catalog");
    }
  }

  private @Nullable JsonNode parsed(String content) {
    try {
      return MAPPER.readTree(content);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add(FILE, line, "is not JSON here: " + e.getOriginalMessage());
      return null;
    }
  }

  private void feature(int index, JsonNode feature) {
    String where = FILE + " /features/" + index;
    String name = feature.path("properties").path("name").asText("").strip();
    if (name.isEmpty() || name.length() > NAME_CHARS) {
      problems.add(
          where + "/properties/name",
          "must be the county's name as in the catalog, 1 to " + NAME_CHARS + " characters");
      return;
    }
    Integer before = named.putIfAbsent(name, index);
    if (before != null) {
      problems.add(
          where,
          "is named " + name + " as feature " + before + "; make one MultiPolygon of the two");
      return;
    }
    List<List<Point>> rings = rings(where + "/geometry", feature.path("geometry"));
    if (!rings.isEmpty()) {
      regions.add(new Region(name, List.copyOf(rings)));
    }
  }

  private List<List<Point>> rings(String where, JsonNode geometry) {
    JsonNode coordinates = geometry.path("coordinates");
    List<List<Point>> rings = new ArrayList<>();
    switch (geometry.path("type").asText("")) {
      case "Polygon" -> polygon(where + "/coordinates", coordinates, rings);
      case "MultiPolygon" -> {
        if (!coordinates.isArray() || coordinates.isEmpty()) {
          problems.add(where + "/coordinates", "must be a list of at least one polygon");
          return rings;
        }
        for (int i = 0; i < coordinates.size(); i++) {
          polygon(where + "/coordinates/" + i, coordinates.get(i), rings);
        }
      }
      default -> problems.add(where + "/type", "must be Polygon or MultiPolygon");
    }
    return rings;
  }

  private void polygon(String where, JsonNode polygon, List<List<Point>> rings) {
    if (!polygon.isArray() || polygon.isEmpty()) {
      problems.add(where, "must be a list of at least one ring");
      return;
    }
    for (int i = 0; i < polygon.size(); i++) {
      List<Point> ring = ring(where + "/" + i, polygon.get(i));
      if (ring != null) {
        rings.add(ring);
      }
    }
  }

  private @Nullable List<Point> ring(String where, JsonNode ring) {
    if (!ring.isArray()
        || ring.size() < LEAST_POSITIONS
        || !ring.get(0).equals(ring.get(ring.size() - 1))) {
      problems.add(where, "must be a ring: at least 4 positions, the last as the first");
      return null;
    }
    int before = positions;
    positions += ring.size();
    if (positions > MOST_POSITIONS) {
      if (before <= MOST_POSITIONS) {
        problems.add(where, "is beyond " + MOST_POSITIONS + " positions in all; simplify the data");
      }
      return null;
    }
    List<Point> points = new ArrayList<>(ring.size());
    for (int i = 0; i < ring.size(); i++) {
      JsonNode position = ring.get(i);
      double longitude = position.path(0).asDouble(Double.NaN);
      double latitude = position.path(1).asDouble(Double.NaN);
      boolean there =
          position.path(0).isNumber()
              && position.path(1).isNumber()
              && Math.abs(longitude) <= MOST_LONGITUDE
              && Math.abs(latitude) <= MOST_LATITUDE;
      if (!there) {
        problems.add(
            where + "/" + i,
            "must be degrees, the longitude first (−180 to 180) and the latitude next (−90 to 90)");
        return null;
      }
      points.add(new Point(longitude, latitude));
    }
    return points;
  }
}

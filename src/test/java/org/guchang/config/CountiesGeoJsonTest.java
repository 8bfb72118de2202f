package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guchang.config.map.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator's map data may be, and how it is refused. */
final class CountiesGeoJsonTest {
  private static final String RING = "[[111,37],[112,37],[112,38],[111,37]]";
  private static final String GOOD = feature("交城县", "Polygon", "[" + RING + "]");

  private final Problems problems = new Problems();
  private final CountiesGeoJson map = new CountiesGeoJson(problems);

  private static String feature(String name, String type, String coordinates) {
    return "{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\"},\"geometry\":{\"type\":\"%s\",\"coordinates\":%s}}"
        .formatted(name, type, coordinates);
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  @Test
  void noFile_isNoMap() {
    map.read("");
    map.match(Set.of("交城县"));

    assertThat(problems.isEmpty()).isTrue();
    assertThat(map.regions).isEmpty();
  }

  @Test
  void polygonsAndHoles_areRings() {
    map.read(
        collection(
            feature("交城县", "Polygon", "[" + RING + "," + RING + "]"),
            feature("文水县", "MultiPolygon", "[[" + RING + "],[" + RING + "]]")));
    map.match(Set.of("文水县", "岚县"));

    assertThat(problems.found()).isEmpty();
    assertThat(map.regions).extracting(Region::name).containsExactly("交城县", "文水县");
    assertThat(map.regions).allSatisfy(region -> assertThat(region.rings()).hasSize(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                     | counties.geojson:1 | is not JSON here",
        "[]                                    | counties.geojson   | is no GeoJSON FeatureCollection",
        "{\"features\":[],\"features\":[]}     | counties.geojson:1 | Duplicate field",
        "{\"type\":\"FeatureCollection\",\"features\":[]}   | counties.geojson   | at least one feature",
        "{\"type\":\"FeatureCollection\",\"features\":[{}]} | /features/0/properties/name | must be the county's name",
        "{\"features\":[{}]}                   | counties.geojson   | is no GeoJSON FeatureCollection",
        "{\"type\":\"Feature\",\"features\":[{}]} | counties.geojson | is no GeoJSON FeatureCollection",
        "{\"type\":\"FeatureCollection\"} more | counties.geojson:1 | is not JSON here",
      })
  void whatIsNoCollection_isSaidSo(String content, String where, String what) {
    map.read(content);

    assertThat(problems.found()).hasSize(1);
    assertThat(problems.found().get(0).toString()).contains(where).contains(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Point        | [111,37]                             | geometry/type | must be Polygon or MultiPolygon",
        "Polygon      | []                                   | geometry/coordinates | at least one ring",
        "Polygon      | [{\"a\":1,\"b\":1,\"c\":1,\"d\":1}]      | geometry/coordinates/0 | must be a ring",
        "MultiPolygon | {\"a\":[]}                             | geometry/coordinates | at least one polygon",
        "MultiPolygon | [[]]                                 | geometry/coordinates/0 | at least one ring",
        "Polygon      | [[[111,37],[112,37],[111,37]]]       | geometry/coordinates/0 | at least 4 positions",
        "Polygon      | [[[111,37],[112,37],[112,38],[111,38]]] | geometry/coordinates/0 | the last as the first",
        "Polygon      | [[[37,111],[37,112],[38,112],[37,111]]] | geometry/coordinates/0/0 | the longitude first",
        "MultiPolygon | [[[[\"a\",37],[112,37],[112,38],[\"a\",37]]]] | geometry/coordinates/0/0/0 | must be degrees",
      })
  void aFeatureThatCannotBeDrawn_isNamed(
      String type, String coordinates, String where, String what) {
    map.read(collection(GOOD, feature("文水县", type, coordinates)));

    assertThat(problems.found()).hasSize(1);
    assertThat(problems.found().get(0).toString()).contains("/features/1/" + where).contains(what);
    assertThat(map.regions).hasSize(1);
  }

  @Test
  void twoOfOneName_namesThatNobodyKnows_andTooMany_areRefused() {
    map.read(collection(GOOD, GOOD));
    map.match(Set.of("文水县"));

    assertThat(problems.found().toString())
        .contains("is named 交城县 as feature 0; make one MultiPolygon of the two")
        .contains("none of its names (such as 交城县) is a county of this catalog (such as 文水县)");

    Problems many = new Problems();
    new CountiesGeoJson(many)
        .read(
            collection(
                IntStream.range(0, 501)
                    .mapToObj(i -> feature("县" + i, "Polygon", "[" + RING + "]"))
                    .toArray(String[]::new)));
    assertThat(many.found().toString()).contains("has 501 features; at most 500 are drawn");
  }

  @Test
  void morePositionsThanCanBeSeen_areRefusedOnce() {
    String ring =
        IntStream.range(0, 200_000)
            .mapToObj(i -> i % 2 == 0 ? "[111,37]" : "[112,38]")
            .collect(Collectors.joining(",", "[", ",[111,37]]"));
    map.read(
        collection(
            feature("交城县", "Polygon", "[" + ring + "," + ring + "," + ring + "," + ring + "]")));

    assertThat(problems.found()).hasSize(1);
    assertThat(problems.found().get(0).toString())
        .contains("/features/0/geometry/coordinates/2: is beyond 500000 positions in all");
  }
}

package org.guchang.config.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.guchang.config.map.CountyMap.Shape;
import org.junit.jupiter.api.Test;

/** Outlines in degrees become paths in a box. */
final class CountyMapTest {
  private static final Pattern POINT = Pattern.compile("[ML](-?\\d+) (-?\\d+)");

  private static Region region(String name, double... degrees) {
    List<Point> ring = new ArrayList<>();
    for (int i = 0; i < degrees.length; i += 2) {
      ring.add(new Point(degrees[i], degrees[i + 1]));
    }
    ring.add(ring.get(0));
    return new Region(name, List.of(ring));
  }

  /** A ring around a place, nearer and farther, that never crosses itself. */
  private static Region star(String name, Random random, int corners, double x, double y) {
    double[] degrees = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double far = 0.2 + random.nextDouble();
      degrees[2 * i] = x + far * Math.cos(angle);
      degrees[2 * i + 1] = y + far * Math.sin(angle);
    }
    return region(name, degrees);
  }

  private static List<Point> points(Shape shape) {
    List<Point> points = new ArrayList<>();
    Matcher point = POINT.matcher(shape.path());
    while (point.find()) {
      points.add(new Point(Integer.parseInt(point.group(1)), Integer.parseInt(point.group(2))));
    }
    return points;
  }

  @Test
  void north_isAtTheTop_andADegreeToTheEast_isAsLongAsOnTheGround() {
    CountyMap map = CountyMap.of(List.of(region("a", 111, 60, 113, 60, 113, 61, 111, 61)));

    // at 60.5° a degree of longitude is half of one of latitude
    assertThat((double) map.width() / map.height()).isCloseTo(2 * 0.4924, within(0.01));
    assertThat(Math.max(map.width(), map.height())).isEqualTo(CountyMap.SIDE);
    assertThat(points(map.shapes().get("a")).get(0)).isEqualTo(new Point(0, map.height()));
  }

  @Test
  void neighbours_haveTheSameBorder() {
    CountyMap map =
        CountyMap.of(
            List.of(
                region("west", 111, 37, 112.0001, 37, 112.0234, 37.5, 112, 38, 111, 38),
                region("east", 112.0001, 37, 113, 37, 113, 38, 112, 38, 112.0234, 37.5)));
    List<Point> west = points(map.shapes().get("west"));

    assertThat(points(map.shapes().get("east"))).filteredOn(west::contains).hasSize(3);
  }

  @Test
  void noData_isNoMap_andWhatIsTooSmallToSee_hasAPlaceAllTheSame() {
    CountyMap map =
        CountyMap.of(
            List.of(
                region("large", 111, 37, 113, 37, 113, 39, 111, 39),
                region("tiny", 112, 38, 112.000001, 38, 112, 38.000001)));

    assertThat(CountyMap.of(List.of())).isSameAs(CountyMap.NONE);
    Shape tiny = map.shapes().get("tiny");
    assertThat(tiny.path()).isEmpty();
    assertThat(tiny.y()).isCloseTo(map.height() / 2, within(2));
    assertThat(tiny.room()).isZero();
  }

  @Property(tries = 60)
  void aName_standsInItsCounty_awayFromTheBorder(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 60) int corners) {
    Random random = new Random(seed);
    CountyMap map =
        CountyMap.of(
            List.of(star("a", random, corners, 111, 37), star("b", random, corners, 114, 38)));

    for (Shape shape : map.shapes().values()) {
      Ring ring = new Ring(points(shape));
      Point at = new Point(shape.x(), shape.y());
      assertThat(at.x()).isBetween(0.0, (double) map.width());
      assertThat(at.y()).isBetween(0.0, (double) map.height());
      if (shape.room() > 1) {
        assertThat(ring.encloses(at)).isTrue();
        assertThat(ring.distance(at)).isCloseTo(shape.room(), within(2.0));
      }
    }
  }

  @Property(tries = 10)
  void howeverFineTheData_aScreenLoadsLittle_andTheShapeStays(@ForAll long seed) {
    Random random = new Random(seed);
    Region fine = star("a", random, 40_000, 111, 37);
    CountyMap map = CountyMap.of(List.of(fine, star("b", random, 30, 115, 37)));

    int chars = map.shapes().values().stream().mapToInt(shape -> shape.path().length()).sum();
    assertThat(chars).isLessThanOrEqualTo(CountyMap.MOST_PATH_CHARS);
    assertThat(points(map.shapes().get("b"))).hasSizeGreaterThan(10);
  }
}

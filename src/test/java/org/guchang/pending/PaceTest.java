package org.guchang.pending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Property
  void neverMoreGoThanTheTimeAllows(
      @ForAll @IntRange(min = 1, max = 100) int perSecond,
      @ForAll @Size(max = 200) List<@IntRange(min = -500, max = 700) Integer> steps) {
    Pace pace = new Pace(perSecond, 0);
    long now = 0;
    long forward = 0;
    long gone = 0;
    for (int step : steps) {
      now += step;
      forward += Math.max(0, step);
      int available = pace.available(now);
      pace.take(available);
      gone += available;
      assertThat(gone).isLessThanOrEqualTo(perSecond + forward * perSecond / 1_000);
    }
  }

  @Property
  void noTimeIsLostInRounding(@ForAll @IntRange(min = 1, max = 100) int perSecond) {
    Pace pace = new Pace(perSecond, 0);
    pace.take(pace.available(0));
    long gone = 0;
    for (long now = 1; now <= 10_000; now++) {
      int available = pace.available(now);
      pace.take(available);
      gone += available;
    }
    assertThat(gone).isEqualTo(10L * perSecond);
  }

  @Test
  void whatDidNotGoMayGoLater_butNoMoreThanASecondIsSavedUp() {
    Pace pace = new Pace(5, 0);
    pace.take(5);
    assertThat(pace.available(0)).isZero();
    pace.giveBack(2);
    assertThat(pace.available(0)).isEqualTo(2);
    assertThat(pace.available(3_600_000)).isEqualTo(5);
  }
}

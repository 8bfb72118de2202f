package org.guchang.pending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Property
  void aPauseIsAtLeastAMillisecondAndNeverPastItsBound(
      @ForAll @LongRange(min = 1, max = 60_000) long first,
      @ForAll @LongRange(min = 1, max = 3_600_000) long longest,
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int failures,
      @ForAll long seed) {
    Backoff backoff = new Backoff(first, longest);
    assertThat(backoff.millis(failures, new Random(seed))).isBetween(1L, backoff.bound(failures));
    assertThat(backoff.bound(failures)).isLessThanOrEqualTo(longest);
  }

  @Property
  void theBoundDoublesUntilItIsTheLongest(@ForAll @IntRange(min = 1, max = 20) int failures) {
    Backoff backoff = new Backoff(2_000, 600_000);
    assertThat(backoff.bound(failures + 1))
        .isEqualTo(Math.min(600_000, 2 * backoff.bound(failures)));
  }

  @Test
  void theWholeRangeIsUsed_soThatWhatFailedTogetherDoesNotComeBackTogether() {
    Backoff backoff = new Backoff(1_000, 600_000);
    Random random = new Random(1);
    long[] pauses = random.ints(1_000).mapToLong(i -> backoff.millis(4, random)).sorted().toArray();
    assertThat(pauses[0]).isLessThan(100);
    assertThat(pauses[500]).isBetween(3_500L, 4_500L);
    assertThat(pauses[999]).isBetween(7_900L, 8_000L);
  }
}

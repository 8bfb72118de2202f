package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A platform's times come out as the milliseconds they mean, or as none. */
final class PushTimeTest {
  private static final long YEAR_9000 = 221_845_392_000_000L;

  @Property(tries = 1_000)
  void aTimeWithItsZone_isItsMillisecond(
      @ForAll @LongRange(min = 0, max = YEAR_9000) long millis,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
    OffsetDateTime time =
        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
    String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    assertThat(PushTime.ISO.of(text)).as(text).isEqualTo(millis);
  }

  @Property(tries = 200)
  void secondsAndMillis_areTold_asNumbers(
      @ForAll @LongRange(min = 1, max = 99_999_999_999L) long seconds) {
    assertThat(PushTime.SECONDS.of(Long.toString(seconds))).isEqualTo(seconds * 1_000);
    assertThat(PushTime.EITHER.of(Long.toString(seconds))).isEqualTo(seconds * 1_000);
    assertThat(PushTime.MILLIS.of(Long.toString(seconds))).isEqualTo(seconds);
  }

  @Example
  void whatIsNoTime_isNone() {
    for (String text :
        new String[] {
          "",
          "0",
          "2020-05-16",
          "2020-05-16T20:31:07",
          "2020-05-16T25:31:07+08:00",
          "2020-02-30T20:31:07Z",
          "2020-05-16T20:31:07+08:00 ",
          "2020-05-16T20:31:07+08:00x",
          "yesterday",
          "2020-05-16T20:31:07.1234567890123456789012345678901234567890Z"
        }) {
      assertThat(PushTime.ISO.of(text)).as(text).isEqualTo(PushTime.NO_TIME);
    }
    assertThat(PushTime.CHINA.of("2020-05-16 20:31")).isEqualTo(PushTime.NO_TIME);
    assertThat(PushTime.SECONDS.of("-1")).isEqualTo(PushTime.NO_TIME);
  }
}

package org.guchang.ingest.csv;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as exactly as it is written: all of a second, or of a minute where seconds are left out.
 * Milliseconds since the epoch, both included.
 */
record Moment(long from, long to) {
  private static final String DAY = "([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?";
  private static final String HALF = "(上午|下午|AM|PM)?";
  private static final String CLOCK =
      "([0-9]{1,2})[:时点]([0-9]{1,2})(?:[:分]([0-9]{1,2})(?:[.]([0-9]{1,9}))?)?[分秒]?";
  private static final String ZONE = "(Z|[+-][0-9]{2}:?[0-9]{2})?";

  private static final Pattern WRITTEN =
      Pattern.compile(DAY + "[T\\s]*" + HALF + "\\s*" + CLOCK + "\\s*" + HALF + "\\s*" + ZONE);
  private static final Pattern RUN_TOGETHER =
      Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})[T\\s]?([0-9]{2}):?([0-9]{2}):?([0-9]{2})?");

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final int MILLI_DIGITS = 3;

  static final String EXPECTED =
      "is no date with a time of day like 2020-05-16 20:31:07, 2020/5/16 20:31 or 2020年5月16日 20时31分07秒";

  /**
   * Reads a time, null when it is none.
   *
   * @param plain see {@link CellText#plain}
   * @param zone where it is written without one
   */
  static @Nullable Moment of(String plain, ZoneId zone) {
    try {
      Matcher written = WRITTEN.matcher(plain.toUpperCase(Locale.ROOT));
      if (written.matches()) {
        return ofWritten(written, zone);
      }
      Matcher digits = RUN_TOGETHER.matcher(plain);
      return digits.matches() ? ofDigits(digits, zone) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Moment ofWritten(Matcher in, ZoneId zone) {
    String half = in.group(4) != null ? in.group(4) : in.group(9);
    int hour = Integer.parseInt(in.group(5));
    if (half != null) {
      if (hour > 12 && !isAfternoon(half)) {
        return null;
      }
      hour = hour >= 12 ? (isAfternoon(half) ? hour : 0) : hour + (isAfternoon(half) ? 12 : 0);
    }
    LocalDateTime at =
        LocalDateTime.of(
            Integer.parseInt(in.group(1)),
            Integer.parseInt(in.group(2)),
            Integer.parseInt(in.group(3)),
            hour,
            Integer.parseInt(in.group(6)),
            in.group(7) == null ? 0 : Integer.parseInt(in.group(7)));
    long millis = millis(at, in.group(10), zone);
    if (in.group(8) != null) {
      String fraction = (in.group(8) + "00").substring(0, MILLI_DIGITS);
      long exact = millis + Long.parseLong(fraction);
      return new Moment(exact, exact);
    }
    return new Moment(millis, millis + (in.group(7) == null ? MINUTE : SECOND) - 1);
  }

  private static boolean isAfternoon(String half) {
    return half.equals("下午") || half.equals("PM");
  }

  private static Moment ofDigits(Matcher in, ZoneId zone) {
    String seconds = in.group(6);
    LocalDateTime at =
        LocalDateTime.of(
            Integer.parseInt(in.group(1)),
            Integer.parseInt(in.group(2)),
            Integer.parseInt(in.group(3)),
            Integer.parseInt(in.group(4)),
            Integer.parseInt(in.group(5)),
            seconds == null ? 0 : Integer.parseInt(seconds));
    long millis = millis(at, null, zone);
    return new Moment(millis, millis + (seconds == null ? MINUTE : SECOND) - 1);
  }

  private static long millis(LocalDateTime at, @Nullable String written, ZoneId zone) {
    ZoneOffset offset = written == null ? zone.getRules().getOffset(at) : ZoneOffset.of(written);
    return at.toEpochSecond(offset) * SECOND;
  }
}

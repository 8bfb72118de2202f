package org.guchang.screen;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The minute that {@code ?at=} asks for: an <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC
 * 3339</a> time, of which seconds may be left out and are disregarded. A plus sign that was not
 * percent-encoded has become a space on its way and is taken for what it was; a time without a zone
 * is one of the boards'.
 */
final class MinuteParameter {
  /** Long before any session, so that no arithmetic on it can fail. */
  private static final int FIRST_YEAR = 1970;

  private static final int LAST_YEAR = 9999;

  private MinuteParameter() {}

  /** Its beginning, milliseconds since the epoch; null when it is no time. */
  static @Nullable Long parse(String text, ZoneId zone) {
    try {
      String asked = text.trim().replace(' ', '+');
      OffsetDateTime time =
          hasZone(asked)
              ? OffsetDateTime.parse(asked)
              : LocalDateTime.parse(asked).atZone(zone).toOffsetDateTime();
      return time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR
          ? null
          : time.truncatedTo(ChronoUnit.MINUTES).toInstant().toEpochMilli();
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private static boolean hasZone(String asked) {
    int time = asked.indexOf('T');
    return asked.endsWith("Z")
        || (time >= 0 && (asked.indexOf('+', time) >= 0 || asked.indexOf('-', time) >= 0));
  }
}

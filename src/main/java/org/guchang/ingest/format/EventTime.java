package org.guchang.ingest.format;

import com.ethlo.time.Field;
import com.ethlo.time.ITU;
import com.ethlo.time.LeapSecondException;
import com.ethlo.time.MutableDateTimeBuffer;
import com.ethlo.time.ParseConfig;
import java.time.DateTimeException;

/**
 * Reads a CloudEvents {@code time}: <a
 * href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339</a> to the second or finer,
 * with its zone. Confined to one event loop.
 */
final class EventTime {
  /** Returned for what is no such time. */
  static final long NO_TIME = Long.MIN_VALUE;

  static final String EXPECTED =
      "must be a time with date, seconds and zone as in RFC 3339, e.g. 2020-05-16T20:31:07+08:00 or 2020-05-16T12:31:07.250Z";

  /** Longest that is read: nine fraction digits and a numeric zone. */
  private static final int MAX_LENGTH = 35;

  private final MutableDateTimeBuffer parts = new MutableDateTimeBuffer();

  /**
   * Milliseconds since the epoch, finer fractions cut off, a leap second counted as the second
   * after it; or {@link #NO_TIME}.
   */
  long parse(char[] chars, int from, int length) {
    if (length > MAX_LENGTH) {
      return NO_TIME;
    }
    try {
      ITU.parseLenient(chars, from, length, ParseConfig.STRICT, parts);
      return parts.includesGranularity(Field.SECOND) && parts.hasOffset()
          ? parts.toEpochMilli()
          : NO_TIME;
    } catch (LeapSecondException e) {
      return e.isVerifiedValidLeapYearMonth()
          ? e.getNearestDateTime().toInstant().toEpochMilli()
          : NO_TIME;
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return NO_TIME;
    }
  }
}

package org.guchang.ingest.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How platforms write a time: milliseconds since the epoch come of it, or {@link #NO_TIME} of what
 * is none.
 */
enum PushTime {
  /** Unix seconds, as a number or as its text. */
  SECONDS("must be a time in seconds since 1970") {
    @Override
    long parse(String text) {
      long seconds = digits(text);
      return seconds > MOST_SECONDS ? NO_TIME : seconds * 1000;
    }
  },

  /** Unix milliseconds, as a number or as its text. */
  MILLIS("must be a time in milliseconds since 1970") {
    @Override
    long parse(String text) {
      return digits(text);
    }
  },

  /** Seconds or milliseconds, where a platform's documents leave open which: told by their size. */
  EITHER("must be a time in seconds or milliseconds since 1970") {
    @Override
    long parse(String text) {
      long number = digits(text);
      return number > MOST_SECONDS ? number : number * 1000;
    }
  },

  /** ISO 8601 with seconds and a zone, as {@link EventTime} reads it. */
  ISO("must be a time with its zone, e.g. 2020-05-16T20:31:07+08:00") {
    @Override
    long parse(String text) {
      return new EventTime().parse(text.toCharArray(), 0, text.length());
    }
  },

  /**
   * {@code 2020-05-16 20:31:07} by the clocks of China, which has known no other since 1991; or a
   * number as {@link #EITHER}.
   */
  CHINA("must be a time like 2020-05-16 20:31:07") {
    @Override
    long parse(String text) {
      if (text.indexOf('-') < 0) {
        return EITHER.parse(text);
      }
      return LocalDateTime.parse(text, LOCAL).toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    }
  };

  static final long NO_TIME = Long.MIN_VALUE;

  /** 5138-11-16 in seconds, 1973-03-03 in milliseconds. */
  private static final long MOST_SECONDS = 99_999_999_999L;

  /** Characters; more is no time, and a number of more may not fit. */
  private static final int MAX_LENGTH = 40;

  private static final int MAX_DIGITS = 15;

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  final String expected;

  PushTime(String expected) {
    this.expected = expected;
  }

  abstract long parse(String text);

  /** Milliseconds since the epoch, or {@link #NO_TIME}. */
  long of(String text) {
    if (text.length() > MAX_LENGTH) {
      return NO_TIME;
    }
    try {
      return parse(text);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return NO_TIME;
    }
  }

  private static long digits(String text) {
    if (text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NumberFormatException("not 1 to 15 digits");
    }
    return Long.parseLong(text);
  }
}

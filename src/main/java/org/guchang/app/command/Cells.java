package org.guchang.app.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How tables show times, ages, money and sizes. Pure. */
final class Cells {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long FEN_PER_YUAN = 100;
  private static final long KILO = 1_000;
  private static final long MEGA = 1_000_000;
  private static final String NOTHING = "-";

  private Cells() {}

  /** An instant on this machine's clock. */
  static String time(@Nullable String instant) {
    return instant == null ? NOTHING : CLOCK.format(Instant.parse(instant));
  }

  /** An instant with its offset, to the minute on this machine's clock. */
  static String minute(String time) {
    return MINUTES.format(OffsetDateTime.parse(time));
  }

  /** How long ago or how long, in the two largest units. */
  static String age(@Nullable Number seconds) {
    if (seconds == null) {
      return NOTHING;
    }
    long s = seconds.longValue();
    if (s < MINUTE) {
      return s + " s";
    }
    if (s < HOUR) {
      return s / MINUTE + " min " + s % MINUTE + " s";
    }
    return s < DAY
        ? s / HOUR + " h " + s % HOUR / MINUTE + " min"
        : s / DAY + " d " + s % DAY / HOUR + " h";
  }

  /** Yuan, whole thousands set apart. */
  static String money(long fen) {
    return String.format(
        "%s%,d.%02d",
        fen < 0 ? "-" : "", Math.abs(fen / FEN_PER_YUAN), Math.abs(fen % FEN_PER_YUAN));
  }

  static String count(long number) {
    return String.format("%,d", number);
  }

  static String bytes(long bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    return bytes < MEGA
        ? String.format("%.1f kB", bytes / (double) KILO)
        : String.format("%,.1f MB", bytes / (double) MEGA);
  }

  static String text(@Nullable Object value) {
    return value == null || value.toString().isEmpty() ? NOTHING : value.toString();
  }
}

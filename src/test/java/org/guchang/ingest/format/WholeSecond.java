package org.guchang.ingest.format;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The present as platforms write it: to the second. */
public final class WholeSecond {
  private WholeSecond() {}

  /**
   * Never the first second of a minute, but the one before: {@link OffsetDateTime} leaves {@code
   * :00} out of its text, and no platform does.
   */
  public static OffsetDateTime now(ZoneOffset zone) {
    OffsetDateTime now = OffsetDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS);
    return now.getSecond() == 0 ? now.minusSeconds(1) : now;
  }
}

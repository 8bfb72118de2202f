package org.guchang.board;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one object of a board's state. A state is made of immutable maps, lists, strings, longs
 * and booleans; what is zero or unknown is left out, as the wire format has it.
 */
final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Left out when 0. */
  Fields sum(String name, long value) {
    if (value != 0) {
      values.put(name, value);
    }
    return this;
  }

  /** Left out when unknown, which is negative; 0 is told. */
  Fields known(String name, long value) {
    if (value >= 0) {
      values.put(name, value);
    }
    return this;
  }

  /** Left out when 0 or unknown. */
  Fields gauge(String name, long value) {
    return value > 0 ? sum(name, value) : this;
  }

  /** Left out when empty. */
  Fields text(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      values.put(name, value);
    }
    return this;
  }

  /** Left out when unknown. */
  Fields instant(String name, long millis, ZoneId zone) {
    return millis < 0 ? this : text(name, iso(millis, zone));
  }

  Fields flag(String name, boolean value) {
    if (value) {
      values.put(name, true);
    }
    return this;
  }

  Fields put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Map<String, Object> done() {
    return Collections.unmodifiableMap(values);
  }

  static String iso(long millis, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
  }
}

package org.guchang.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One counter for each format and name that is met, as many as there is room for; what comes later
 * is counted as {@value #OTHER}. Formats take their names from fixed lists; the bound is for the
 * one that some day does not. Thread-safe.
 */
final class NamedCounters {
  private static final String OTHER = "other";

  /** Formats times the names each is known to use, with room to spare. */
  private static final int MOST = 500;

  private final MeterRegistry registry;
  private final String meter;
  private final String tag;
  private final String description;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  private record Key(String format, String name) {}

  NamedCounters(MeterRegistry registry, String meter, String tag, String description) {
    this.registry = registry;
    this.meter = meter;
    this.tag = tag;
    this.description = description;
  }

  Counter of(String format, String name) {
    Key key = new Key(format, name);
    Counter known = counters.get(key);
    if (known != null) {
      return known;
    }
    return counters.computeIfAbsent(
        counters.size() < MOST ? key : new Key(format, OTHER), this::register);
  }

  private Counter register(Key key) {
    return Counter.builder(meter)
        .description(description)
        .tag("format", key.format)
        .tag(tag, key.name)
        .register(registry);
  }
}

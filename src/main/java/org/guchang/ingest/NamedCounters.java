package org.guchang.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.guchang.ops.Meter;

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
  private final Meter meter;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  private record Key(String format, String name) {}

  /**
   * @param meter with two labels, format and name
   */
  NamedCounters(MeterRegistry registry, Meter meter) {
    this.registry = registry;
    this.meter = meter;
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
    return meter.counter(registry, key.format, key.name);
  }
}

package org.guchang.quarantine;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.guchang.ops.Meter;

/**
 * The quarantine's meters. Thread-safe. Partners are those of the catalogs seen so far: nobody else
 * can sign what is kept.
 */
public final class QuarantineMeters {
  private final MeterRegistry registry;
  private final Map<String, AtomicLong> sizes = new ConcurrentHashMap<>();

  public QuarantineMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Fate.Outcome outcome : Fate.Outcome.values()) {
      reposted(outcome, 0);
    }
    dismissed(0);
  }

  void size(String partner, long items) {
    sizes.computeIfAbsent(partner, this::gauge).set(items);
  }

  /** What is kept of partners not named here is nothing. */
  void onlyOf(Set<String> partners) {
    sizes.forEach(
        (partner, size) -> {
          if (!partners.contains(partner)) {
            size.set(0);
          }
        });
  }

  private AtomicLong gauge(String partner) {
    AtomicLong size = new AtomicLong();
    Meter.QUARANTINE_ITEMS.gauge(registry, size::get, partner);
    return size;
  }

  void kept(String partner, int fresh, int dropped) {
    Meter.QUARANTINE_KEPT.counter(registry, partner).increment(fresh);
    Meter.QUARANTINE_DROPPED.counter(registry, partner).increment(dropped);
  }

  void reposted(Fate.Outcome outcome, int messages) {
    Meter.QUARANTINE_REPOSTED
        .counter(registry, outcome.name().toLowerCase(Locale.ROOT))
        .increment(messages);
  }

  void dismissed(int messages) {
    Meter.QUARANTINE_DISMISSED.counter(registry).increment(messages);
  }
}

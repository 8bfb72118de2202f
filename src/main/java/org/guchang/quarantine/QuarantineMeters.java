package org.guchang.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.guchang.ops.Meters;

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
    Gauge.builder(Meters.QUARANTINE_ITEMS, size, AtomicLong::get)
        .description("Messages kept in quarantine")
        .tag("partner", partner)
        .register(registry);
    return size;
  }

  void kept(String partner, int fresh, int dropped) {
    count(Meters.QUARANTINE_KEPT, "Messages kept, each once", "partner", partner, fresh);
    count(
        Meters.QUARANTINE_DROPPED,
        "The oldest messages, which went because there were too many",
        "partner",
        partner,
        dropped);
  }

  void reposted(Fate.Outcome outcome, int messages) {
    count(
        Meters.QUARANTINE_REPOSTED,
        "Messages posted again",
        "outcome",
        outcome.name().toLowerCase(Locale.ROOT),
        messages);
  }

  void dismissed(int messages) {
    Counter.builder(Meters.QUARANTINE_DISMISSED)
        .description("Messages dismissed")
        .register(registry)
        .increment(messages);
  }

  private void count(String name, String description, String tag, String value, int by) {
    Counter.builder(name).description(description).tag(tag, value).register(registry).increment(by);
  }
}

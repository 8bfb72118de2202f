package org.guchang.pending;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.guchang.ops.Meter;

/**
 * What is told of to-dos: how many wait for how long, and what became of each question. Partners
 * are those of the catalog, so the labels are bounded.
 */
public final class PendingMeters {
  private final MeterRegistry registry;
  private final MultiGauge orders;
  private final MultiGauge oldest;
  private final Timer duration;

  public PendingMeters(MeterRegistry registry) {
    this.registry = registry;
    orders = Meter.PENDING_ORDERS.gauges(registry);
    oldest = Meter.PENDING_OLDEST.gauges(registry);
    duration = Meter.LOOKUP_DURATION.timer(registry);
  }

  /**
   * How much of a partner's waits.
   *
   * @param oldestMillis 0 when nothing waits
   */
  public record Backlog(long count, long oldestMillis) {}

  void backlog(Map<String, Backlog> byPartner) {
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    byPartner.forEach(
        (partner, backlog) -> {
          counts.add(Meter.PENDING_ORDERS.row((double) backlog.count(), partner));
          ages.add(Meter.PENDING_OLDEST.row(backlog.oldestMillis() / 1000.0, partner));
        });
    orders.register(counts, true);
    oldest.register(ages, true);
  }

  /**
   * @param outcome one of few words
   */
  void asked(String partner, String outcome, long nanos) {
    Meter.LOOKUPS.counter(registry, partner, outcome).increment();
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }
}

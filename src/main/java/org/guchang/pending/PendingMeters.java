package org.guchang.pending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.guchang.ops.Meters;

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
    orders =
        MultiGauge.builder(Meters.PENDING_ORDERS)
            .description("Orders and refunds whose amount is still to be asked for")
            .register(registry);
    oldest =
        MultiGauge.builder(Meters.PENDING_OLDEST)
            .description("For how long the oldest of them has waited, 0 when there is none")
            .baseUnit("seconds")
            .register(registry);
    duration =
        Timer.builder(Meters.LOOKUP_DURATION)
            .description("From asking a platform's API to its answer")
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30))
            .register(registry);
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
          Tags tags = Tags.of("partner", partner);
          counts.add(MultiGauge.Row.of(tags, backlog.count()));
          ages.add(MultiGauge.Row.of(tags, backlog.oldestMillis() / 1000.0));
        });
    orders.register(counts, true);
    oldest.register(ages, true);
  }

  /**
   * @param outcome one of few words
   */
  void asked(String partner, String outcome, long nanos) {
    Counter.builder(Meters.LOOKUPS)
        .description("Questions to platforms' APIs, by what came of them")
        .tag("partner", partner)
        .tag("outcome", outcome)
        .register(registry)
        .increment();
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }
}

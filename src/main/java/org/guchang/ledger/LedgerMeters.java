package org.guchang.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.guchang.ops.Meters;

/** What the ledger tells of itself. Safe to share between event loops. */
public final class LedgerMeters {
  private final Timer committed;
  private final Timer failed;
  private final DistributionSummary group;
  private final Counter retries;
  private final AtomicLong queued = new AtomicLong();

  public LedgerMeters(MeterRegistry registry) {
    committed = commitTimer(registry, "committed");
    failed = commitTimer(registry, "failed");
    group =
        DistributionSummary.builder(Meters.COMMIT_GROUP)
            .description("Events committed together")
            .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
            .register(registry);
    retries =
        Counter.builder(Meters.COMMIT_RETRIES)
            .description("Commits computed again because Redis held something else than expected")
            .register(registry);
    Gauge.builder(Meters.QUEUE_EVENTS, queued, AtomicLong::get)
        .description("Events waiting for a commit")
        .register(registry);
  }

  private static Timer commitTimer(MeterRegistry registry, String outcome) {
    return Timer.builder(Meters.COMMIT_DURATION)
        .description("From taking a group to Redis having it")
        .tag("outcome", outcome)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(1000),
            Duration.ofMillis(5000))
        .register(registry);
  }

  void queued(int events) {
    queued.addAndGet(events);
  }

  void retried() {
    retries.increment();
  }

  void committed(List<SessionPart> parts, long nanos, boolean succeeded) {
    (succeeded ? committed : failed).record(nanos, TimeUnit.NANOSECONDS);
    int events = 0;
    for (SessionPart part : parts) {
      events += part.events.size();
    }
    group.record(events);
  }
}

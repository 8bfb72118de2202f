package org.guchang.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.guchang.ops.Meter;

/** What the ledger tells of itself. Safe to share between event loops. */
public final class LedgerMeters {
  private final Timer committed;
  private final Timer failed;
  private final DistributionSummary group;
  private final Map<CommitReply.Why, Counter> retries = new EnumMap<>(CommitReply.Why.class);
  private final AtomicLong missing = new AtomicLong();
  private final List<QueueLevel> queues = new CopyOnWriteArrayList<>();

  public LedgerMeters(MeterRegistry registry) {
    committed = Meter.COMMIT_DURATION.timer(registry, "committed");
    failed = Meter.COMMIT_DURATION.timer(registry, "failed");
    group = Meter.COMMIT_GROUP.histogram(registry);
    for (CommitReply.Why why : CommitReply.Why.values()) {
      retries.put(why, Meter.COMMIT_RETRIES.counter(registry, why.label));
    }
    Meter.COMMITS_MISSING.gauge(registry, missing::get);
    Meter.QUEUE_EVENTS.gauge(registry, () -> queues.stream().mapToDouble(QueueLevel::events).sum());
    Meter.QUEUE_FILLED.gauge(registry, () -> most(QueueLevel::filled));
    Meter.QUEUE_AGE.gauge(registry, () -> most(level -> level.ageSeconds(System.nanoTime())));
  }

  private double most(ToDoubleFunction<QueueLevel> figure) {
    return queues.stream().mapToDouble(figure).max().orElse(0);
  }

  /** A queue tells its level there from now on, as long as it lives: there is one a session. */
  QueueLevel queue() {
    QueueLevel level = new QueueLevel();
    queues.add(level);
    return level;
  }

  /** So many commits that were acknowledged are not in Redis any more. */
  void missing(long commits) {
    missing.addAndGet(commits);
  }

  void retried(CommitReply.Why why) {
    Counter counter = retries.get(why);
    if (counter != null) {
      counter.increment();
    }
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

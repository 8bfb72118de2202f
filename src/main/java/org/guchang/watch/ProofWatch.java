package org.guchang.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.guchang.ledger.Verification;
import org.guchang.ledger.Verification.Report;
import org.guchang.log.Field;
import org.guchang.ops.Meter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves the totals of recent sessions again and again, one after the other. */
final class ProofWatch implements Watch.Lookout {
  private static final Logger LOG = LoggerFactory.getLogger(ProofWatch.class);

  /** Differences named in a line of the log; all are counted. */
  private static final int NAMED = 5;

  private final Supplier<List<String>> recent;
  private final Verification verification;
  private final Duration every;
  private final MultiGauge drift;
  private final Counter proved;
  private final Counter unproved;
  private final Counter failed;
  private final Timer duration;
  private final Map<String, Long> found = new HashMap<>();
  private boolean first = true;

  /**
   * @param recent ids of the sessions to be proved
   */
  ProofWatch(
      Supplier<List<String>> recent,
      Verification verification,
      MeterRegistry registry,
      int everyMinutes) {
    this.recent = recent;
    this.verification = verification;
    this.every = Duration.ofMinutes(everyMinutes);
    this.drift = Meter.LEDGER_DRIFT.gauges(registry);
    this.proved = Meter.LEDGER_PROOFS.counter(registry, "proved");
    this.unproved = Meter.LEDGER_PROOFS.counter(registry, "drift");
    this.failed = Meter.LEDGER_PROOFS.counter(registry, "failed");
    this.duration = Meter.LEDGER_PROOF_DURATION.timer(registry);
  }

  /** Soon after the start, when the sessions are known; then at its pace. */
  @Override
  public Duration every() {
    return first ? Duration.ofSeconds(10) : every;
  }

  @Override
  public Future<?> look() {
    List<String> sessions = recent.get();
    first = first && sessions.isEmpty();
    found.keySet().retainAll(sessions);
    return prove(sessions, 0);
  }

  private Future<Void> prove(List<String> sessions, int index) {
    if (index == sessions.size()) {
      return Future.succeededFuture();
    }
    long began = System.nanoTime();
    return verification
        .verify(sessions.get(index))
        .onSuccess(report -> tell(report, System.nanoTime() - began))
        .onFailure(away -> failed.increment())
        .compose(done -> prove(sessions, index + 1));
  }

  private void tell(Report report, long nanos) {
    duration.record(nanos, TimeUnit.NANOSECONDS);
    (report.isProved() ? proved : unproved).increment();
    long differences = report.differences().size() + Math.abs(report.version() - report.entries());
    found.put(report.session(), differences);
    if (differences > 0) {
      LOG.atError()
          .addKeyValue(Field.SESSION.key, report.session())
          .log(
              "The totals are not proved by the ledger: {} differences, {} entries at version {}:"
                  + " {}",
              differences,
              report.entries(),
              report.version(),
              report.differences().stream().limit(NAMED).toList());
    }
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    found.forEach((session, count) -> rows.add(Meter.LEDGER_DRIFT.row(count, session)));
    drift.register(rows, true);
  }
}

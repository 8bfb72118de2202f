package org.guchang.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.guchang.ledger.Verification;
import org.guchang.ledger.Verification.Report;
import org.guchang.log.Field;
import org.guchang.ops.Meter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of the newest proof of each session, whoever asked for it; tells the meters and the log
 * too. Bounded: {@value #MOST} sessions, the one proved longest ago goes first. Thread-safe.
 */
public final class ProofBook {
  private static final Logger LOG = LoggerFactory.getLogger(ProofBook.class);
  static final int MOST = 200;

  /** Differences named of a session; all are counted. */
  static final int NAMED = 20;

  private static final int NAMED_IN_LOG = 5;

  /** An older proof says nothing of today: the meter forgets it, the book does not. */
  private static final Duration RECENT = Duration.ofHours(24);

  private final LongSupplier clock;
  private final Map<String, Proved> proofs = new ConcurrentHashMap<>();
  private final MultiGauge drift;
  private final Counter proved;
  private final Counter unproved;
  private final Counter failed;
  private final Timer duration;

  /**
   * A proof of a session.
   *
   * @param at when it ended, milliseconds since 1970
   * @param figures how many were compared
   * @param differences figures that differ and ledger entries that are missing
   * @param named the first differences
   * @param failure why there is none since; null when the last try came to an end
   */
  record Proved(
      String session,
      long at,
      long millis,
      long version,
      long entries,
      int figures,
      long differences,
      List<Verification.Row> named,
      @Nullable String failure) {

    boolean isDone() {
      return failure == null;
    }
  }

  /**
   * An empty one.
   *
   * @param clock milliseconds since 1970
   */
  public ProofBook(MeterRegistry registry, LongSupplier clock) {
    this.clock = clock;
    this.drift = Meter.LEDGER_DRIFT.gauges(registry);
    this.proved = Meter.LEDGER_PROOFS.counter(registry, "proved");
    this.unproved = Meter.LEDGER_PROOFS.counter(registry, "drift");
    this.failed = Meter.LEDGER_PROOFS.counter(registry, "failed");
    this.duration = Meter.LEDGER_PROOF_DURATION.timer(registry);
  }

  /** Proves a session and writes down what came of it. */
  Future<Proved> prove(Verification verification, String session) {
    long began = System.nanoTime();
    return verification
        .verify(session)
        .map(report -> entered(report, System.nanoTime() - began))
        .onFailure(away -> failed(session, away, System.nanoTime() - began));
  }

  /** Null when none was tried. */
  @Nullable Proved of(String session) {
    return proofs.get(session);
  }

  /** Those tried last first. */
  List<Proved> all() {
    return proofs.values().stream()
        .sorted(Comparator.comparingLong(Proved::at).reversed().thenComparing(Proved::session))
        .toList();
  }

  private Proved entered(Report report, long nanos) {
    duration.record(nanos, TimeUnit.NANOSECONDS);
    (report.isProved() ? proved : unproved).increment();
    List<Verification.Row> rows = report.differences();
    Proved proof =
        new Proved(
            report.session(),
            clock.getAsLong(),
            TimeUnit.NANOSECONDS.toMillis(nanos),
            report.version(),
            report.entries(),
            report.rows().size(),
            rows.size() + Math.abs(report.version() - report.entries()),
            rows.stream().limit(NAMED).toList(),
            null);
    if (proof.differences() > 0) {
      LOG.atError()
          .addKeyValue(Field.SESSION.key, proof.session())
          .log(
              "The totals are not proved by the ledger: {} differences, {} entries at version {}:"
                  + " {}",
              proof.differences(),
              proof.entries(),
              proof.version(),
              proof.named().stream().limit(NAMED_IN_LOG).toList());
    }
    put(proof);
    return proof;
  }

  private void failed(String session, Throwable why, long nanos) {
    failed.increment();
    put(
        new Proved(
            session,
            clock.getAsLong(),
            TimeUnit.NANOSECONDS.toMillis(nanos),
            0,
            0,
            0,
            0,
            List.of(),
            why.getClass().getSimpleName() + ": " + why.getMessage()));
  }

  private void put(Proved proof) {
    proofs.put(proof.session(), proof);
    while (proofs.size() > MOST) {
      proofs.values().stream()
          .min(Comparator.comparingLong(Proved::at))
          .ifPresent(oldest -> proofs.remove(oldest.session(), oldest));
    }
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (Proved one : proofs.values()) {
      if (one.isDone() && clock.getAsLong() - one.at() < RECENT.toMillis()) {
        rows.add(Meter.LEDGER_DRIFT.row((double) one.differences(), one.session()));
      }
    }
    drift.register(rows, true);
  }
}

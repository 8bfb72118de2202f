package org.guchang.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.Refusal;
import org.guchang.ledger.Outcome;
import org.guchang.ops.Meters;
import org.jspecify.annotations.Nullable;

/**
 * The partner door's meters. Thread-safe; counters are looked up in the registry once and then
 * kept.
 *
 * <p>Bounded: partners are those of the catalogs seen so far, everyone else is {@value #UNKNOWN};
 * types are those that exist.
 */
public final class IngestMeters {
  private static final String UNKNOWN = "unknown";
  private static final String ACCEPTED = "accepted";
  private static final String DUPLICATE = "duplicate";
  private static final String REFUSED = "refused";

  private final MeterRegistry registry;
  private final Map<String, OfPartner> deliveries = new ConcurrentHashMap<>();
  private final Map<EventType, Counter> accepted = new EnumMap<>(EventType.class);
  private final Map<EventType, Counter> duplicate = new EnumMap<>(EventType.class);
  private final Map<EventType, Counter> refused = new EnumMap<>(EventType.class);
  private final NamedCounters handshakes;
  private final NamedCounters ignored;
  private final Counter receiptsWhole;
  private final Counter receiptsBrief;
  private final Counter receiptsDropped;
  private final Counter notYours;
  private final Counter refusedUnknown;
  private final Timer duration;

  /** Counters of one partner, as long as its format is this. */
  private record OfPartner(String format, Map<DeliveryOutcome, Counter> byOutcome) {}

  public IngestMeters(MeterRegistry registry) {
    this.registry = registry;
    for (EventType type : EventType.values()) {
      accepted.put(type, events(type.wireName(), ACCEPTED));
      duplicate.put(type, events(type.wireName(), DUPLICATE));
      refused.put(type, events(type.wireName(), REFUSED));
    }
    this.handshakes =
        new NamedCounters(
            registry, Meters.HANDSHAKES, "what", "Handshakes, challenges and heartbeats answered");
    this.ignored =
        new NamedCounters(
            registry, Meters.IGNORED, "type", "Messages of platforms that are of no use to us");
    this.receiptsWhole = receipts("whole");
    this.receiptsBrief = receipts("brief");
    this.receiptsDropped = receipts("dropped");
    this.notYours =
        Counter.builder(Meters.NOT_YOURS)
            .description("Events about sessions or platforms their partner may not report on")
            .register(registry);
    this.refusedUnknown = events(UNKNOWN, REFUSED);
    this.duration =
        Timer.builder(Meters.INGEST_DURATION)
            .description("From a delivery's head to its answer, the sender's own pace included")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofNanos(500_000))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
  }

  /**
   * @param partner null when the catalog has no such partner
   * @param nanos from its head to its answer
   */
  void delivery(Catalog.@Nullable Partner partner, DeliveryOutcome outcome, long nanos) {
    String name = partner == null ? UNKNOWN : partner.id();
    String format = partner == null ? UNKNOWN : partner.format();
    OfPartner counters = deliveries.get(name);
    if (counters == null || !counters.format.equals(format)) {
      counters = new OfPartner(format, deliveries(name, format));
      deliveries.put(name, counters);
    }
    Counter counter = counters.byOutcome.get(outcome);
    if (counter != null) {
      counter.increment();
    }
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  void event(EventType type, Outcome outcome) {
    Map<EventType, Counter> counters =
        outcome instanceof Outcome.Accepted
            ? accepted
            : outcome instanceof Outcome.Duplicate ? duplicate : refused;
    increment(counters, type, 1);
  }

  /** An event that breaks a rule. */
  void refused(Refusal refusal) {
    EventType type = refusal.type();
    if (type == null) {
      refusedUnknown.increment();
    } else {
      increment(refused, type, 1);
    }
    if (refusal.faults().stream().anyMatch(Fault::isNotYours)) {
      notYours.increment();
    }
  }

  void receipt(boolean whole, boolean kept) {
    (whole ? receiptsWhole : kept ? receiptsBrief : receiptsDropped).increment();
  }

  /** A handshake, a challenge or a heartbeat. */
  void handshake(String format, String what) {
    handshakes.of(format, what).increment();
  }

  /** A message that is understood and of no use to us. */
  void ignored(String format, String type) {
    ignored.of(format, type).increment();
  }

  void tests(int count) {
    if (count > 0) {
      increment(accepted, EventType.WEBHOOK_TEST, count);
    }
  }

  private static void increment(Map<EventType, Counter> counters, EventType type, int by) {
    Counter counter = counters.get(type);
    if (counter != null) {
      counter.increment(by);
    }
  }

  private Counter receipts(String outcome) {
    return Counter.builder(Meters.RECEIPTS)
        .description("Receipts kept to be asked for again")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter events(String type, String outcome) {
    return Counter.builder(Meters.EVENTS)
        .description("Events by what became of them")
        .tag("type", type)
        .tag("outcome", outcome)
        .register(registry);
  }

  private Map<DeliveryOutcome, Counter> deliveries(String partner, String format) {
    Map<DeliveryOutcome, Counter> counters = new EnumMap<>(DeliveryOutcome.class);
    for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
      counters.put(
          outcome,
          Counter.builder(Meters.DELIVERIES)
              .description("Deliveries by how they were answered")
              .tag("partner", partner)
              .tag("format", format)
              .tag("outcome", outcome.label)
              .register(registry));
    }
    return counters;
  }
}

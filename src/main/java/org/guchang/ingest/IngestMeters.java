package org.guchang.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Refusal;
import org.guchang.ledger.Outcome;
import org.guchang.ops.Meter;
import org.jspecify.annotations.Nullable;

/**
 * The partner door's meters. Thread-safe; counters are looked up in the registry once and then
 * kept.
 *
 * <p>Bounded: partners are those of the catalogs seen so far, everyone else is {@value #UNKNOWN};
 * types are those that exist, refusals are told by {@link PartAtFault}.
 */
public final class IngestMeters {
  private static final String UNKNOWN = "unknown";
  private static final String ACCEPTED = "accepted";
  private static final String DUPLICATE = "duplicate";

  private final MeterRegistry registry;
  private final Map<String, OfPartner> partners = new ConcurrentHashMap<>();
  private final Map<EventType, Counter> accepted = new EnumMap<>(EventType.class);
  private final Map<EventType, Counter> duplicate = new EnumMap<>(EventType.class);
  private final NamedCounters handshakes;
  private final NamedCounters ignored;
  private final Counter receiptsWhole;
  private final Counter receiptsBrief;
  private final Counter receiptsDropped;
  private final Timer duration;

  /** What is told of one partner, as long as its format is this. */
  private static final class OfPartner {
    final String format;
    final Map<DeliveryOutcome, Counter> byOutcome = new EnumMap<>(DeliveryOutcome.class);
    final Map<PartAtFault, Counter> refused = new ConcurrentHashMap<>();
    volatile long seenSeconds;

    OfPartner(String format) {
      this.format = format;
    }

    PartnerFigures figures() {
      return new PartnerFigures(
          seenSeconds,
          counts(byOutcome, outcome -> outcome.label),
          counts(refused, part -> part.label));
    }

    /** Those that are not zero, in the order of their names. */
    private static <K> Map<String, Long> counts(
        Map<K, Counter> counters, Function<K, String> name) {
      Map<String, Long> counts = new TreeMap<>();
      counters.forEach(
          (key, counter) -> {
            if (counter.count() > 0) {
              counts.put(name.apply(key), Math.round(counter.count()));
            }
          });
      return counts;
    }
  }

  public IngestMeters(MeterRegistry registry) {
    this.registry = registry;
    for (EventType type : EventType.values()) {
      accepted.put(type, Meter.EVENTS.counter(registry, type.wireName(), ACCEPTED));
      duplicate.put(type, Meter.EVENTS.counter(registry, type.wireName(), DUPLICATE));
    }
    this.handshakes = new NamedCounters(registry, Meter.HANDSHAKES);
    this.ignored = new NamedCounters(registry, Meter.IGNORED);
    this.receiptsWhole = Meter.RECEIPTS.counter(registry, "whole");
    this.receiptsBrief = Meter.RECEIPTS.counter(registry, "brief");
    this.receiptsDropped = Meter.RECEIPTS.counter(registry, "dropped");
    this.duration = Meter.INGEST_DURATION.timer(registry);
    of(UNKNOWN, UNKNOWN);
  }

  /** Their counters begin at 0, so that the first of anything is a rise that can be seen. */
  public void expect(Catalog catalog) {
    catalog.partners().values().forEach(partner -> of(partner.id(), partner.format()));
  }

  /**
   * @param partner null when the catalog has no such partner
   * @param nanos from its head to its answer
   * @param now milliseconds since 1970
   */
  void delivery(Catalog.@Nullable Partner partner, DeliveryOutcome outcome, long nanos, long now) {
    OfPartner told = partner == null ? of(UNKNOWN, UNKNOWN) : of(partner.id(), partner.format());
    Counter counter = told.byOutcome.get(outcome);
    if (counter != null) {
      counter.increment();
    }
    if (outcome.isGenuine()) {
      told.seenSeconds = now / 1_000;
    }
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  private OfPartner of(String partner, String format) {
    OfPartner known = partners.get(partner);
    if (known != null && known.format.equals(format)) {
      return known;
    }
    OfPartner fresh = new OfPartner(format);
    for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
      fresh.byOutcome.put(
          outcome, Meter.DELIVERIES.counter(registry, partner, format, outcome.label));
    }
    OfPartner before = partners.put(partner, fresh);
    if (before != null) {
      fresh.seenSeconds = before.seenSeconds;
      fresh.refused.putAll(before.refused);
    } else if (!partner.equals(UNKNOWN)) {
      Meter.PARTNER_SEEN.gauge(registry, () -> seen(partner), partner);
    }
    return fresh;
  }

  private double seen(String partner) {
    OfPartner told = partners.get(partner);
    return told == null ? 0 : told.seenSeconds;
  }

  /** What the ledger made of an event. */
  void event(String partner, EventType type, Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      refused(partner, type, PartAtFault.at(refused.pointer()));
    } else {
      increment(outcome instanceof Outcome.Accepted ? accepted : duplicate, type, 1);
    }
  }

  /** An event that breaks a rule. */
  void refused(String partner, Refusal refusal) {
    refused(partner, refusal.type(), PartAtFault.of(refusal.faults()));
  }

  /** A message that belongs to no session. */
  void unplaced(String partner) {
    refused(partner, null, PartAtFault.UNPLACED);
  }

  private void refused(String partner, @Nullable EventType type, PartAtFault part) {
    String name = type == null ? UNKNOWN : type.wireName();
    Meter.EVENTS.counter(registry, name, part.label).increment();
    OfPartner known = partners.get(partner);
    Counter counter =
        known == null
            ? refusals(partner, part)
            : known.refused.computeIfAbsent(part, first -> refusals(partner, first));
    counter.increment();
  }

  private Counter refusals(String partner, PartAtFault part) {
    return Meter.EVENTS_REFUSED.counter(registry, partner, part.label);
  }

  /** What a partner did since this server began. */
  PartnerFigures figures(String partner) {
    OfPartner known = partners.get(partner);
    return known == null ? PartnerFigures.NONE : known.figures();
  }

  /** The same of all whom the catalog does not know. */
  PartnerFigures strangers() {
    return figures(UNKNOWN);
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
}

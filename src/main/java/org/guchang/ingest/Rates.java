package org.guchang.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.ParsedDelivery;

/**
 * How fast partners may send, by the catalog; one for all event loops of the process. Bounded:
 * partners are those of the catalogs seen so far. Thread-safe.
 */
public final class Rates {
  private final LongSupplier nanoClock;
  private final Map<String, Limit> limits = new ConcurrentHashMap<>();

  public Rates() {
    this(System::nanoTime);
  }

  Rates(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** A bucket, as long as the catalog says this rate. */
  private record Limit(Catalog.Rate rate, TokenBucket bucket) {}

  /**
   * Counts what a delivery says against its partner's rate.
   *
   * @throws DeliveryRefused when that is too much now; nothing of it is counted then
   */
  void take(Catalog.Partner partner, ParsedDelivery parsed) throws DeliveryRefused {
    if (partner.rate() != null) {
      take(
          partner,
          parsed.events().size()
              + parsed.unplaced().size()
              + parsed.refusals().size()
              + parsed.ignored().size()
              + parsed.tests());
    }
  }

  /**
   * The same for what is no {@link ParsedDelivery}.
   *
   * @param events as many as it says, 0 for a body that is not understood or a question; none
   *     counts as one
   */
  void take(Catalog.Partner partner, int events) throws DeliveryRefused {
    if (partner.rate() != null) {
      take(partner.id(), partner.rate(), Math.max(1, events));
    }
  }

  /** How many events a partner could send now. */
  long available(String partner, Catalog.Rate rate) {
    Limit limit = limits.get(partner);
    return limit == null || !limit.rate.equals(rate)
        ? rate.burst()
        : limit.bucket.available(nanoClock.getAsLong());
  }

  private void take(String partner, Catalog.Rate rate, int events) throws DeliveryRefused {
    long now = nanoClock.getAsLong();
    Limit limit =
        limits.compute(
            partner,
            (id, known) ->
                known != null && known.rate.equals(rate)
                    ? known
                    : new Limit(rate, new TokenBucket(rate.eventsPerSecond(), rate.burst(), now)));
    long wait = limit.bucket.take(events, now);
    if (wait > 0) {
      long seconds = Math.floorDiv(wait - 1, TimeUnit.SECONDS.toNanos(1)) + 1;
      throw new DeliveryRefused(
          DeliveryOutcome.RATE_LIMITED, Problems.tooFast(rate, seconds), "over the partner's rate");
    }
  }
}

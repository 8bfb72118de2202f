package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.event.Event;

/**
 * Where events become facts.
 *
 * <p>Contract: when the returned future succeeds, every event answered {@link Outcome.Accepted} is
 * kept as durably as the setting promises and counted exactly once, however often it is delivered,
 * and the list holds one outcome per event, in their order. When it fails with {@link Unavailable},
 * the delivery may have been counted or not: sending it again is safe and settles it. When it fails
 * with {@link DeliveryConflict}, nothing was counted.
 *
 * <p>Not guaranteed: that events of one delivery become visible in one instant when they belong to
 * several sessions, or any order between deliveries. Must be called on the event loop that owns the
 * ledger.
 */
public interface Ledger {

  Future<List<Outcome>> commit(Delivery delivery, List<Event> events);

  /**
   * What {@link #commit} would answer now; changes nothing, not even what is remembered of the
   * delivery's id. Fails likewise.
   */
  Future<List<Outcome>> foresee(Delivery delivery, List<Event> events);

  /** Redis is away, does not answer in time, or the queue is full. The partner should try again. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Reason reason;

    public Unavailable(Reason reason, String message) {
      super(message, null, false, false);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  enum Reason {
    REDIS_AWAY,
    /** Redis is there, and does not hold the data that were served so far. */
    DATA_FOREIGN,
    QUEUE_FULL,
    STOPPING
  }

  /** The same delivery id was used before for another body. */
  final class DeliveryConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeliveryConflict(String message) {
      super(message, null, false, false);
    }
  }
}

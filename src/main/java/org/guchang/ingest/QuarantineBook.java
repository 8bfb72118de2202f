package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is genuine and could not be counted.
 *
 * <p>Contract: when the future succeeds, each item is kept as durably as a committed event is, or
 * was kept before: the same message refused again, by a partner that sends it again, is one item.
 * When it fails the partner is answered that the delivery could not be kept. What is kept is
 * redacted by the book; the messages given to it are not.
 *
 * <p>Confined to the event loop that calls it.
 */
public interface QuarantineBook {

  /**
   * @param items at least one, at most as many as a delivery has messages
   */
  Future<Void> keep(List<Item> items);

  /**
   * Hears that an order was counted for the first time here: what waits for it can be posted again.
   * Returns at once; what comes of it is in the quarantine. An order that nobody tells of is found
   * a while later all the same.
   *
   * @param order of an event that opens it
   */
  default void came(String partner, Clue order) {}

  /** Why something is kept. */
  enum Kind {
    /** An event that breaks a rule; or that the ledger could not count. */
    REFUSED,
    /** An event that is understood and belongs to no session. */
    UNPLACED,
    /** A whole body that is genuine and not understood; {@link Item#message} may be no JSON. */
    UNREADABLE
  }

  /**
   * One message.
   *
   * @param partner id of the partner whose hook it came to, which signed it
   * @param format of the partner
   * @param receivedAt milliseconds since the epoch
   * @param index position in its delivery, from 0; 0 of an {@link Kind#UNREADABLE} body
   * @param eventId as the message says, null when it could not be read or the format has none
   * @param faults at least one: where, as a JSON pointer into the message, and why
   * @param clue what an {@link Kind#UNPLACED} event told of its session, so that it can be posted
   *     again when its order comes; null for all others
   * @param message raw, not redacted; but for {@link Kind#UNREADABLE} one that {@link
   *     org.guchang.ingest.format.Hook#reread} reads again
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Item(
      Kind kind,
      String partner,
      String format,
      long receivedAt,
      int index,
      @Nullable String eventId,
      List<Fault> faults,
      @Nullable Clue clue,
      byte[] message) {

    /** One that waits for nothing. */
    Item(
        Kind kind,
        String partner,
        String format,
        long receivedAt,
        int index,
        @Nullable String eventId,
        List<Fault> faults,
        byte[] message) {
      this(kind, partner, format, receivedAt, index, eventId, faults, null, message);
    }
  }

  /** Keeps nothing: what is refused is known to the partner alone. */
  QuarantineBook NONE = items -> Future.succeededFuture();
}

package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.Collection;
import org.guchang.ledger.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what deliveries were answered, as long as their ids are remembered.
 *
 * <p>Contract: of a delivery whose one event was accepted nothing is kept here, and nothing has to
 * be: that its id is remembered says it all, since that of a single event which was a duplicate or
 * refused is not. Of one with several events it is noted before they are committed that it is still
 * to be answered, so that a crash in between is not taken for that.
 *
 * <p>Confined to the event loop that calls it.
 */
public interface ReceiptBook {

  /** Of the delivery nothing is known until its receipt is kept. */
  Future<Void> expect(Delivery delivery);

  /**
   * @param claimed whether the ledger was asked to remember the delivery's id
   */
  Future<Void> keep(Delivery delivery, Receipt receipt, boolean claimed);

  /**
   * The receipt as JSON, null when none is known.
   *
   * @param id digest of partner and id
   * @param sessions the partner may report on
   * @param now milliseconds since the epoch
   */
  Future<byte @Nullable []> find(String partner, long id, Collection<String> sessions, long now);

  /** Remembers nothing. */
  ReceiptBook NONE =
      new ReceiptBook() {
        @Override
        public Future<Void> expect(Delivery delivery) {
          return Future.succeededFuture();
        }

        @Override
        public Future<Void> keep(Delivery delivery, Receipt receipt, boolean claimed) {
          return Future.succeededFuture();
        }

        @Override
        public Future<byte @Nullable []> find(
            String partner, long id, Collection<String> sessions, long now) {
          return Future.succeededFuture(null);
        }
      };
}

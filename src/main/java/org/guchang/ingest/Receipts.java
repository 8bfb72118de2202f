package org.guchang.ingest;

import io.vertx.core.Future;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ledger.Delivery;

/**
 * Sees to it that the receipt of a delivery can be asked for again, before it is answered. The
 * common case costs nothing: see {@link ReceiptBook}. Confined to one event loop.
 */
final class Receipts {
  private static final Future<Void> NOTHING_TO_DO = Future.succeededFuture();

  private final ReceiptBook book;

  Receipts(ReceiptBook book) {
    this.book = book;
  }

  /** Before anything of the delivery is kept. */
  Future<Void> expect(Delivery delivery, ParsedDelivery parsed) {
    return isNamed(delivery) && isOfSeveral(parsed) && !parsed.events().isEmpty()
        ? DeliveryRefused.unavailable("receipts", book.expect(delivery))
        : NOTHING_TO_DO;
  }

  /** Of an order list, whose report is no receipt. */
  Future<Void> expectNone(Delivery delivery) {
    return DeliveryRefused.unavailable("receipts", book.expect(delivery));
  }

  /** After everything of the delivery is kept. */
  Future<Settlement> keep(Delivery delivery, Settlement settlement) {
    ParsedDelivery parsed = settlement.parsed();
    boolean claimed = !parsed.events().isEmpty();
    Receipt receipt = settlement.receipt();
    if (!isNamed(delivery) || (claimed && !isOfSeveral(parsed) && receipt.isOfOneAccepted())) {
      return Future.succeededFuture(settlement);
    }
    return DeliveryRefused.unavailable("receipts", book.keep(delivery, receipt, claimed))
        .map(settlement);
  }

  private static boolean isNamed(Delivery delivery) {
    return delivery.id() != Delivery.UNNAMED;
  }

  private static boolean isOfSeveral(ParsedDelivery parsed) {
    return parsed.events().size() + parsed.refusals().size() + parsed.tests() > 1;
  }
}

package org.guchang.ingest;

import io.vertx.core.Future;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ledger.Delivery;

/**
 * Sees to it that the receipt of a delivery can be asked for again, before it is answered. The
 * common case costs nothing: see {@link ReceiptBook}. Confined to one event loop.
 */
final class Receipts {
  private final ReceiptBook book;

  Receipts(ReceiptBook book) {
    this.book = book;
  }

  /** Whether it has to be noted that the delivery is still to be answered. */
  boolean isExpected(Delivery delivery, ParsedDelivery parsed) {
    return isNamed(delivery) && isOfSeveral(parsed) && !parsed.events().isEmpty();
  }

  /** Before anything of the delivery is kept; also of an order list, whose report is no receipt. */
  Future<Void> expect(Delivery delivery) {
    return DeliveryRefused.unavailable("receipts", book.expect(delivery));
  }

  /** Whether the receipt has to be kept: all but that of one accepted event. */
  boolean isKept(Delivery delivery, Settlement settlement) {
    ParsedDelivery parsed = settlement.parsed();
    return isNamed(delivery)
        && (parsed.events().isEmpty()
            || isOfSeveral(parsed)
            || !settlement.receipt().isOfOneAccepted());
  }

  /** After everything of the delivery is kept. */
  Future<Void> keep(Delivery delivery, Settlement settlement) {
    ParsedDelivery parsed = settlement.parsed();
    boolean claimed =
        !parsed.events().isEmpty() && (isOfSeveral(parsed) || !settlement.isAllRefused());
    return DeliveryRefused.unavailable(
        "receipts", book.keep(delivery, settlement.receipt(), claimed));
  }

  private static boolean isNamed(Delivery delivery) {
    return delivery.id() != Delivery.UNNAMED;
  }

  private static boolean isOfSeveral(ParsedDelivery parsed) {
    return parsed.events().size() + parsed.refusals().size() + parsed.tests() > 1;
  }
}

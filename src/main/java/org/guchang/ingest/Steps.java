package org.guchang.ingest;

import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.Ledger;

/**
 * What a delivery passes through once it is understood, in this order: its events are counted
 * against the partner's rate, it is placed, what it leaves out is taken down, its events are
 * committed, what is refused is kept, and so is the receipt. All of one event loop, but for the
 * rates.
 *
 * @param orders what is counted so far, for whoever compares
 */
public record Steps(
    Rates rates,
    Placement placement,
    Lookups lookups,
    Ledger ledger,
    QuarantineBook quarantine,
    CountedOrders orders,
    ReceiptBook receipts) {

  /** With rates of its own, for whoever compares nothing and keeps no receipts. */
  public Steps(Placement placement, Lookups lookups, Ledger ledger, QuarantineBook quarantine) {
    this(new Rates(), placement, lookups, ledger, quarantine, CountedOrders.NONE, ReceiptBook.NONE);
  }

  /** The ledger alone. */
  public static Steps of(Ledger ledger) {
    return new Steps(Placement.BY_FIXED_SESSION, Lookups.NONE, ledger, QuarantineBook.NONE);
  }
}

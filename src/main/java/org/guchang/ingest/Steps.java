package org.guchang.ingest;

import org.guchang.ledger.Ledger;

/**
 * What a delivery passes through once it is understood, in this order: its events are counted
 * against the partner's rate, it is placed, what it leaves out is taken down, its events are
 * committed, what is refused is kept. All of one event loop, but for the rates.
 */
public record Steps(
    Rates rates,
    Placement placement,
    Lookups lookups,
    Ledger ledger,
    QuarantineBook quarantine,
    ReceiptBook receipts) {

  /** With rates of its own, and no receipts kept. */
  public Steps(Placement placement, Lookups lookups, Ledger ledger, QuarantineBook quarantine) {
    this(new Rates(), placement, lookups, ledger, quarantine, ReceiptBook.NONE);
  }

  /** The ledger alone. */
  public static Steps of(Ledger ledger) {
    return new Steps(Placement.BY_FIXED_SESSION, Lookups.NONE, ledger, QuarantineBook.NONE);
  }
}

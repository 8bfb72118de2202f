package org.guchang.ingest;

import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.Ledger;

/**
 * What a delivery passes through once it is understood, in this order: it is placed, what it leaves
 * out is taken down, its events are committed, what is refused is kept. All of one event loop.
 *
 * @param orders what is counted so far, for whoever compares
 */
public record Steps(
    Placement placement,
    Lookups lookups,
    Ledger ledger,
    QuarantineBook quarantine,
    CountedOrders orders) {

  /** For whoever compares nothing. */
  public Steps(Placement placement, Lookups lookups, Ledger ledger, QuarantineBook quarantine) {
    this(placement, lookups, ledger, quarantine, CountedOrders.NONE);
  }

  /** The ledger alone. */
  public static Steps of(Ledger ledger) {
    return new Steps(Placement.BY_FIXED_SESSION, Lookups.NONE, ledger, QuarantineBook.NONE);
  }
}

package org.guchang.ingest.csv;

import org.jspecify.annotations.Nullable;

/**
 * Where the list and what is counted do not say the same of an order.
 *
 * @param counted fen, or a state of an order; null when nothing is counted
 * @param file likewise; null when the list does not have the order
 * @param fileCounts whether what the list says counts once it is imported; else what was counted
 *     stands, having been said later
 */
record Difference(
    String session,
    String orderId,
    What what,
    @Nullable Object counted,
    @Nullable Object file,
    boolean fileCounts) {

  /** What differs, as the answer names it. */
  enum What {
    /** It is in the list, and was not counted. */
    NOT_COUNTED("not-counted"),
    /** It is counted, paid in the time that the list spans, and not in the list. */
    NOT_IN_FILE("not-in-file"),
    AMOUNT("amount"),
    REFUND("refund"),
    STATUS("status");

    final String word;

    What(String word) {
      this.word = word;
    }
  }
}

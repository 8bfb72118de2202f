package org.guchang.event;

import java.util.Comparator;
import java.util.List;

/**
 * One refund of an order, as its earliest report told it.
 *
 * @param id unique per platform
 * @param stamp of the earliest report
 * @param amountFen what was asked back; what counts is capped by what was paid
 * @param lines what it was for; empty when nobody said
 */
public record Refund(String id, Stamp stamp, long amountFen, List<Line> lines) {
  /**
   * Of two reports of one refund the least counts; amount and lines decide only between reports of
   * the same stamp.
   */
  static final Comparator<Refund> EARLIEST_REPORT =
      Comparator.comparing(Refund::stamp)
          .thenComparingLong(Refund::amountFen)
          .thenComparing(Refund::lines, OrderReport.BY_LINES);

  /** The order in which refunds use up what was paid. */
  static final Comparator<Refund> IN_TIME =
      Comparator.comparing(Refund::stamp).thenComparing(Refund::id);

  /**
   * Id of what all refunds of an order come to so far, said by somebody who does not know the
   * single ones, as an order list does. Counts for as much as the refunds with an id of their own
   * fall short of it, so that neither is counted on top of the other. The control character keeps
   * it apart from what partners may send.
   */
  public static final String SO_FAR = "\u0001so-far";

  /** Refunds only grow: of two such sums the greater counts. */
  private static final Comparator<Refund> GREATEST_SUM =
      Comparator.comparingLong(Refund::amountFen).reversed().thenComparing(EARLIEST_REPORT);

  boolean isSoFar() {
    return id.equals(SO_FAR);
  }

  /** Whether this one stays when {@code told} is said of the same id. */
  boolean staysBeside(Refund told) {
    return (isSoFar() ? GREATEST_SUM : EARLIEST_REPORT).compare(this, told) <= 0;
  }

  /** By how much the refunds with an id of their own fall short of what all come to. */
  static long missing(List<Refund> refunds) {
    long missing = 0;
    for (Refund refund : refunds) {
      missing += refund.isSoFar() ? refund.amountFen() : -refund.amountFen();
    }
    return Math.max(0, missing);
  }
}

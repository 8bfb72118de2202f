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
}

package org.guchang.ingest.csv;

import java.util.ArrayList;
import java.util.List;
import org.guchang.config.CsvStatus;
import org.guchang.event.Event.OrderCancelled;
import org.guchang.event.Event.OrderChanged;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderPaidPending;
import org.guchang.event.Event.OrderPlaced;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.event.Refund;
import org.guchang.ingest.format.Clue;

/**
 * One order as an order list tells it, all of its rows together.
 *
 * @param firstLine where its first row begins
 * @param status {@link CsvStatus#CLOSED} or {@link CsvStatus#REFUNDED} only where all of it is
 * @param paid whether it was ever paid
 * @param paidAt when; of an unpaid order when it was created
 * @param amountFen what was paid, or is to be
 * @param lines for what, adding up to the amount
 * @param tellsProducts false when the lines are a stand-in, since the list has no products
 * @param tellsRefunds whether the list says what was given back
 * @param refundFen what all refunds come to, at most the amount
 * @param buyer keyed hash, 0 for nobody
 */
record ListedOrder(
    String platform,
    String orderId,
    int firstLine,
    CsvStatus status,
    boolean paid,
    Moment createdAt,
    Moment paidAt,
    long amountFen,
    List<Line> lines,
    boolean tellsProducts,
    boolean tellsRefunds,
    long refundFen,
    Moment refundedAt,
    long buyer) {

  Clue clue() {
    return Clue.ofNewOrder(platform, orderId, createdAt.from(), paidAt.from());
  }

  /**
   * What happened to it. Depends on nothing but the rows, so that events of pushes and of lists may
   * come in any order.
   *
   * <p>The list speaks as at the end of the second (or minute) of payment: a push about the same
   * payment came before, whatever fraction it has; what a push says of a later change stands. A
   * list without products speaks as at the beginning, so that whoever knows them has the last word.
   */
  List<OrderEvent> events(String session) {
    List<OrderEvent> events = new ArrayList<>(3);
    if (!paid) {
      events.add(
          new OrderPlaced(origin(session, "placed", createdAt), orderId, buyer, amountFen, lines));
    } else if (tellsProducts) {
      events.add(new OrderPaid(origin(session, "paid", paidAt), orderId, buyer, amountFen, lines));
    } else {
      events.add(new OrderPaidPending(origin(session, "paid", paidAt), orderId, buyer));
      Moment before = new Moment(createdAt.from(), createdAt.from());
      events.add(
          new OrderChanged(origin(session, "told", before), orderId, buyer, amountFen, lines));
    }
    if (refundFen > 0) {
      events.add(
          new OrderRefunded(
              origin(session, "refunded", refundedAt),
              orderId,
              Refund.SO_FAR,
              refundFen,
              List.of()));
    }
    if (status == CsvStatus.CLOSED) {
      events.add(new OrderCancelled(origin(session, "closed", paidAt), orderId));
    }
    return events;
  }

  private Origin origin(String session, String what, Moment at) {
    return new Origin(session, platform, "csv-" + orderId + "-" + what, at.to());
  }
}

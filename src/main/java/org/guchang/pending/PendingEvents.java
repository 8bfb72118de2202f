package org.guchang.pending;

import org.guchang.event.Event;
import org.guchang.event.Origin;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Digest;
import org.guchang.pending.api.Answer;

/**
 * Makes what a platform answered an event: at the time that the push told, under an id that is the
 * same whoever asks and however often.
 */
final class PendingEvents {
  private PendingEvents() {}

  static Event event(String session, long at, ToDo todo, Answer.Told told) {
    String refundId = todo.refundId();
    String what = refundId == null ? todo.orderId() : refundId;
    String id = "lookup:" + todo.kind().name().toLowerCase(java.util.Locale.ROOT) + ":" + what;
    Origin origin = new Origin(session, todo.platform(), id, at);
    if (refundId != null) {
      return new Event.OrderRefunded(
          origin, todo.orderId(), refundId, told.amountFen(), told.lines());
    }
    return todo.kind() == ToDo.Kind.PAID
        ? new Event.OrderPaid(origin, todo.orderId(), 0, told.amountFen(), told.lines())
        : new Event.OrderChanged(origin, todo.orderId(), 0, told.amountFen(), told.lines());
  }

  /**
   * As the ledger remembers it: named by what was told, so that the same told twice is the same
   * delivery, and something else told is another.
   */
  static Delivery delivery(String partner, Event event, long receivedAt) {
    String text = event.toString();
    return new Delivery(
        partner,
        Digest.of("lookup", partner, text),
        Digest.of("lookup body", partner, text),
        receivedAt);
  }

  /** For meters and for the to-do. */
  static String word(Answer answer) {
    return answer instanceof Answer.Told
        ? "told"
        : answer instanceof Answer.NoMoney ? "no-money" : "not-yet";
  }
}

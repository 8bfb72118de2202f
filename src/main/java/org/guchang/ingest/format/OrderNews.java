package org.guchang.ingest.format;

import java.util.List;
import org.guchang.event.Event;

/**
 * What a platform says of an order without saying what it cost: Kuaishou, WeChat, TikTok Shop and
 * Xiaohongshu leave amounts and products to their APIs. Nothing here moves money; a cancellation
 * after a refund takes nothing twice.
 *
 * @param order the platform's id of it
 * @param createdAt when the order was created, {@link Clue#UNKNOWN} when nobody says
 * @param at when this happened
 */
record OrderNews(PushMessage message, String order, long createdAt, long at) {

  static OrderNews of(PushMessage message, String order, long at) {
    return new OrderNews(message, order, Clue.UNKNOWN, at);
  }

  /** Of an order that was created just then. */
  static OrderNews ofCreated(PushMessage message, String order, long at) {
    return new OrderNews(message, order, at, at);
  }

  /**
   * @param buyer keyed hash, 0 when nobody is named
   */
  void placed(long buyer) {
    message.place(
        EventType.ORDER_PLACED,
        opening(),
        origin -> new Event.OrderPlaced(origin, order, buyer, 0, List.of()));
  }

  /** Paid, 待核: how much is to be asked. */
  void paid(long buyer) {
    message.place(
        EventType.ORDER_PAID,
        opening(),
        origin -> new Event.OrderPaidPending(origin, order, buyer));
    message.lookUp(opening(), null);
  }

  void cancelled() {
    message.place(
        EventType.ORDER_CANCELLED, following(), origin -> new Event.OrderCancelled(origin, order));
  }

  /** What it costs is another amount now. */
  void changed() {
    message.lookUp(following(), null);
  }

  /** Whether money goes back, and how much, is to be asked. */
  void refund(String refund) {
    message.lookUp(following(), refund);
  }

  private Clue opening() {
    return Clue.ofNewOrder(message.platform(), order, createdAt, at);
  }

  private Clue following() {
    return Clue.ofOrder(message.platform(), order, createdAt, at);
  }
}

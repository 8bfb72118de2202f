package org.guchang.ingest.format;

import java.util.Set;

/**
 * What Xiaohongshu's messages mean. Tags, members and the numbers of an order's status are those of
 * the platform's pages [A]; {@code msg_after_sale_refund_finished} and {@code
 * msg_after_sale_confirm_receive} are in one PHP library alone [C]. Times are in milliseconds.
 *
 * <ul>
 *   <li>No message tells what was paid, products or the buyer: that is looked up. {@code refundFee}
 *       of an after-sale message is what is asked back, in yuan and without freight, not what went
 *       back; so refunds are looked up too.
 *   <li>An order's status: 1 placed; 2 paid, in process; 4 to be shipped. 2 and 4 are both said of
 *       one payment, and 4 may come twice [A]: the earliest counts. 8 closed and 9 cancelled are
 *       cancellations, and move no money. 3, 5, 6, 7, 10 (customs, shipped, done, exchange) are of
 *       no use to us.
 *   <li>{@code returnType} 2 is an exchange, which gives nothing back [A].
 *   <li>There is no message id; an event's is made of what it says [D].
 * </ul>
 */
final class XiaohongshuRules implements PushReader.Rules {
  static final XiaohongshuRules INSTANCE = new XiaohongshuRules();

  private static final String STATUS = "msg_fulfillment_status_change";
  private static final String AFTER_SALE = "msg_after_sale_";

  private static final String EXCHANGE = "2";

  /** After which money may go back. */
  private static final Set<String> REFUNDS =
      Set.of(
          AFTER_SALE + "create",
          AFTER_SALE + "update",
          AFTER_SALE + "transfer",
          AFTER_SALE + "audit_pass",
          AFTER_SALE + "confirm_receive",
          AFTER_SALE + "refund_finished");

  private static final Set<String> IGNORED =
      Set.of(
          AFTER_SALE + "audit_reject",
          AFTER_SALE + "reject_receive",
          AFTER_SALE + "exchange_ship",
          AFTER_SALE + "closed",
          "msg_fulfillment_receiver_change",
          "msg_fulfillment_seller_remark_change",
          "msg_fulfillment_delivery_time_change",
          "msg_logistic_service_subscribe_status_change",
          "msg_item_create",
          "msg_item_buyable",
          "msg_item_audit_reject",
          "msg_sku_create",
          "msg_sku_buyable");

  private XiaohongshuRules() {}

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    String tag = root.id("msgTag");
    PushPart data = root.below("data");
    if (IGNORED.contains(tag)) {
      message.ignore(tag);
    } else if (tag.equals(STATUS)) {
      status(message, data);
    } else if (REFUNDS.contains(tag)) {
      refund(message, tag, data);
    } else {
      root.fail("msgTag", "is none that this server knows");
    }
  }

  private static void status(PushMessage message, PushPart data) {
    String order = data.id("orderId");
    String status = data.id("orderStatus");
    message.id(STATUS + ":" + order + ":" + status);
    long at = data.time(PushTime.MILLIS, "updateTime");
    switch (status) {
      case "1" -> OrderNews.ofCreated(message, order, at).placed(0);
      case "2", "4" -> OrderNews.of(message, order, at).paid(0);
      case "8", "9" -> OrderNews.of(message, order, at).cancelled();
      case "3", "5", "6", "7", "10" -> message.ignore("order_status_" + status);
      default -> data.fail("orderStatus", "is none that this server knows");
    }
  }

  private static void refund(PushMessage message, String tag, PushPart data) {
    String refund = data.id("returnsId");
    message.id(tag + ":" + refund);
    if (EXCHANGE.equals(data.optionalId("returnType"))) {
      message.ignore("exchange");
      return;
    }
    OrderNews.of(message, data.id("orderId"), data.time(PushTime.MILLIS, "updateTime"))
        .refund(refund);
  }
}

package org.guchang.ingest.format;

import java.util.Set;

/**
 * What WeChat's shop events mean, from developers.weixin.qq.com [A]. Times are in seconds, and
 * {@code CreateTime} of the message is when the event happened; a payment tells its own time too.
 *
 * <ul>
 *   <li>No event tells an amount or products: what was paid or given back is looked up.
 *   <li>{@code order_id} is a number in some events and a text in others, of up to 19 digits.
 *   <li>A cancellation moves no money, whatever its {@code cancel_type}: type 3 comes after all of
 *       the order was refunded, and the refunds have their own events.
 *   <li>{@code FromUserName} of an order's event is the buyer's OpenID [A].
 *   <li>There is no message id; an event's is made of what it says [D].
 *   <li>A message that is no event is somebody's chat; it is not kept.
 * </ul>
 */
final class WeixinShopRules implements PushReader.Rules {
  static final WeixinShopRules INSTANCE = new WeixinShopRules();

  private static final String ORDER = "channels_ec_order_";

  private static final Set<String> IGNORED =
      Set.of(
          ORDER + "wait_shipping",
          ORDER + "deliver",
          ORDER + "confirm",
          ORDER + "settle",
          ORDER + "ext_info_update",
          // what the console's own test button sends
          "debug_demo");

  private static final Set<String> REFUNDED =
      Set.of("MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS");

  private static final Set<String> NOT_REFUNDED =
      Set.of(
          "USER_CANCELD",
          "MERCHANT_PROCESSING",
          "MERCHANT_REJECT_REFUND",
          "MERCHANT_REJECT_RETURN",
          "USER_WAIT_RETURN",
          "RETURN_CLOSED",
          "MERCHANT_WAIT_RECEIPT",
          "MERCHANT_OVERDUE_REFUND",
          "PLATFORM_REFUNDING",
          "PLATFORM_REFUND_FAIL",
          "MERCHANT_REFUND_RETRY_FAIL");

  private WeixinShopRules() {}

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    if (!"event".equals(root.id("MsgType"))) {
      message.ignore("message");
      return;
    }
    String event = root.id("Event");
    if (IGNORED.contains(event)) {
      message.ignore(event);
      return;
    }
    switch (event) {
      case ORDER + "new", ORDER + "pay", ORDER + "cancel" -> order(message, root, event);
      case "channels_ec_aftersale_update" -> aftersale(message, root, event);
      default -> root.fail("Event", "is none that this server knows");
    }
  }

  private static void order(PushMessage message, PushPart root, String event) {
    PushPart info = root.below("order_info");
    String order = info.id("order_id");
    long at = root.time(PushTime.SECONDS, "CreateTime");
    message.id(event + ":" + order + ":" + at / 1000);
    long buyer = message.person(root.optionalId("FromUserName"));
    switch (event) {
      case ORDER + "new" -> OrderNews.ofCreated(message, order, at).placed(buyer);
      case ORDER + "pay" -> {
        long paidAt = info.timeIfTold(PushTime.SECONDS, "pay_time");
        OrderNews.of(message, order, paidAt == Clue.UNKNOWN ? at : paidAt).paid(buyer);
      }
      default -> OrderNews.of(message, order, at).cancelled();
    }
  }

  private static void aftersale(PushMessage message, PushPart root, String event) {
    PushPart update = root.below("finder_shop_aftersale_status_update");
    String status = update.id("status");
    String refund = update.id("after_sale_order_id");
    long at = root.time(PushTime.SECONDS, "CreateTime");
    message.id(event + ":" + refund + ":" + status);
    if (REFUNDED.contains(status)) {
      OrderNews.of(message, update.id("order_id"), at).refund(refund);
    } else if (NOT_REFUNDED.contains(status)) {
      message.ignore(event);
    } else {
      update.fail("status", "is none that this server knows");
    }
  }
}

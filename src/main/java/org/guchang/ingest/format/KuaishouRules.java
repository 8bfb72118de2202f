package org.guchang.ingest.format;

import java.util.Set;

/**
 * What Kuaishou's messages mean. Events and the members of {@code info} are those of the platform's
 * pages and a Go SDK's structs [A, B]; one message seen in the wild agrees.
 *
 * <ul>
 *   <li>No message tells an amount that counts, or products: what was paid is looked up, again when
 *       {@code totalFeeChange} says that it is another.
 *   <li>{@code orderFail} is a cancellation: a cancelled order has status 80, failed [A].
 *   <li>Which {@code status} of a refund means refunded is not established: whenever a refund is
 *       created or updated it is looked up. Exchange, resending and repair ({@code handlingWay} 3,
 *       4, 5) give nothing back [A].
 *   <li>The buyer is {@code buyerOpenId} of {@code addOrder}; {@code openId} is the seller's [D].
 *   <li>The platform may say the same under another {@code eventId} [A]: an event's id is made of
 *       what it says.
 * </ul>
 */
final class KuaishouRules implements PushReader.Rules {
  static final KuaishouRules INSTANCE = new KuaishouRules();

  private static final String ORDER = "kwaishop_order_";
  private static final String REFUND = "kwaishop_aftersales_";

  private static final Set<String> IGNORED =
      Set.of(ORDER + "delivering", ORDER + "deliverySuccess", ORDER + "orderSuccess");

  /** {@code handlingWay}s that move goods alone: exchange, resend, repair. */
  private static final Set<String> WITHOUT_MONEY = Set.of("3", "4", "5");

  private KuaishouRules() {}

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    String event = root.id("event");
    PushPart info = root.below("info");
    if (IGNORED.contains(event)) {
      message.ignore(event);
      return;
    }
    switch (event) {
      case ORDER + "addOrder" -> placed(message, event, info);
      case ORDER + "paySuccess" -> told(message, event, info).paid(0);
      case ORDER + "orderFail" -> told(message, event, info).cancelled();
      case ORDER + "totalFeeChange" -> told(message, event, info).changed();
      case REFUND + "addRefund", REFUND + "updateRefund" -> refund(message, event, info);
      default -> root.fail("event", "is none that this server knows");
    }
  }

  private static void placed(PushMessage message, String event, PushPart info) {
    String order = info.id("oid");
    message.id(event + ":" + order);
    long buyer = message.person(info.optionalId("buyerOpenId"));
    OrderNews.ofCreated(message, order, info.time(PushTime.MILLIS, "createTime")).placed(buyer);
  }

  private static OrderNews told(PushMessage message, String event, PushPart info) {
    String order = info.id("oid");
    message.id(event + ":" + order);
    long created = info.timeIfTold(PushTime.MILLIS, "createTime");
    return new OrderNews(message, order, created, info.time(PushTime.MILLIS, "updateTime"));
  }

  private static void refund(PushMessage message, String event, PushPart info) {
    String order = info.id("orderId");
    String refund = info.id("refundId");
    message.id(event + ":" + refund);
    String way = info.optionalId("handlingWay");
    if (way != null && WITHOUT_MONEY.contains(way)) {
      message.ignore("aftersales_without_money");
      return;
    }
    OrderNews.of(message, order, info.time(PushTime.MILLIS, "updateTime", "createTime"))
        .refund(refund);
  }
}

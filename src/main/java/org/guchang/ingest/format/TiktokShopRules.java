package org.guchang.ingest.format;

import java.util.Set;

/**
 * What TikTok Shop's notifications mean: types 1, 11 and 12, from mirrors of the platform's pages
 * on each [A]. Times are in seconds.
 *
 * <ul>
 *   <li>No notification tells amounts, products or the buyer: what was paid or given back is looked
 *       up.
 *   <li>1, order status: {@code AWAITING_SHIPMENT} is taken for paid, {@code ON_HOLD} before it
 *       (the buyer may still withdraw) for placed alone [D]. So is an order paid on delivery
 *       counted when it is to be shipped [D]. {@code CANCEL} moves no money: that is type 11's
 *       business.
 *   <li>11, cancellation: accepted or complete, with a refund; {@code cancel_id} is the refund.
 *   <li>12, return: accepted or complete, with a refund; {@code return_id} is the refund.
 *   <li>Shops can subscribe to many more types; none that we know of is about money.
 * </ul>
 */
final class TiktokShopRules implements PushReader.Rules {
  static final TiktokShopRules INSTANCE = new TiktokShopRules();

  private static final String ORDER = "1";
  private static final String CANCELLATION = "11";
  private static final String RETURN = "12";

  private static final Set<String> ON_ITS_WAY =
      Set.of("PARTIALLY_SHIPPING", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED");

  /** After which money goes back; the last of each is said when it has. */
  private static final Set<String> CANCELLATIONS_WITH_MONEY =
      Set.of("CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_COMPLETE");

  private static final Set<String> OTHER_CANCELLATIONS =
      Set.of(
          "CANCELLATION_REQUEST_PENDING",
          "CANCELLATION_REQUEST_CANCELLED",
          "CANCELLATION_REQUEST_CANCEL");

  private static final Set<String> RETURNS_WITH_MONEY =
      Set.of(
          "RETURN_OR_REFUND_REQUEST_SUCCESS",
          "REPLACEMENT_REQUEST_REFUND_SUCCESS",
          "RETURN_OR_REFUND_REQUEST_COMPLETE");

  /** One of them is spelt in three ways on one page. */
  private static final Set<String> OTHER_RETURNS =
      Set.of(
          "RETURN_OR_REFUND_REQUEST_PENDING",
          "REFUND_OR_RETURN_REQUEST_REJECT",
          "AWAITING_BUYER_SHIP",
          "BUYER_SHIPPED_ITEM",
          "REJECT_RECEIVE_PACKAGE",
          "RETURN_OR_REFUND_REQUEST_CANCEL",
          "RETURN_OR_REFUND_REQUEST_CANCELLED",
          "RETURN_OR_REFUND__REQUEST_CANCELLED",
          "REPLACEMENT_REQUEST_PENDING",
          "REPLACEMENT_REQUEST_REJECT",
          "REPLACEMENT_REQUEST_CANCEL",
          "REPLACEMENT_REQUEST_COMPLETE");

  private TiktokShopRules() {}

  /**
   * A kind of notification about a request to give money back.
   *
   * @param status member that says how far it has come
   * @param id member that names it
   * @param withMoney statuses after which money goes back
   * @param others that are known
   */
  private record Requests(
      String name, String status, String id, Set<String> withMoney, Set<String> others) {}

  private static final Requests CANCELLATIONS =
      new Requests(
          "cancellation",
          "cancel_status",
          "cancel_id",
          CANCELLATIONS_WITH_MONEY,
          OTHER_CANCELLATIONS);

  private static final Requests RETURNS =
      new Requests("return", "return_status", "return_id", RETURNS_WITH_MONEY, OTHER_RETURNS);

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    String type = root.id("type");
    String id = root.optionalId("tts_notification_id");
    if (id != null) {
      message.id(id);
    }
    PushPart data = root.below("data");
    switch (type) {
      case ORDER -> order(message, root, data);
      case CANCELLATION -> request(message, root, data, CANCELLATIONS);
      case RETURN -> request(message, root, data, RETURNS);
      default -> root.fail("type", "is none that this server knows");
    }
  }

  private static void order(PushMessage message, PushPart root, PushPart data) {
    String order = data.id("order_id");
    String status = data.id("order_status");
    if (ON_ITS_WAY.contains(status)) {
      message.ignore("order_" + status);
      return;
    }
    long at = at(root, data);
    switch (status) {
      case "UNPAID" -> OrderNews.ofCreated(message, order, at).placed(0);
      case "ON_HOLD" -> OrderNews.of(message, order, at).placed(0);
      case "AWAITING_SHIPMENT" -> OrderNews.of(message, order, at).paid(0);
      case "CANCEL", "CANCELLED" -> OrderNews.of(message, order, at).cancelled();
      default -> data.fail("order_status", "is none that this server knows");
    }
  }

  private static void request(
      PushMessage message, PushPart root, PushPart data, Requests requests) {
    String status = data.id(requests.status);
    if (requests.others.contains(status)) {
      message.ignore(requests.name + "_without_money");
    } else if (requests.withMoney.contains(status)) {
      OrderNews.of(message, data.id("order_id"), at(root, data)).refund(data.id(requests.id));
    } else {
      data.fail(requests.status, "is none that this server knows");
    }
  }

  /** When the status changed; a cancellation says so in the envelope alone. */
  private static long at(PushPart root, PushPart data) {
    return data.has("update_time")
        ? data.time(PushTime.SECONDS, "update_time")
        : root.time(PushTime.SECONDS, "timestamp");
  }
}

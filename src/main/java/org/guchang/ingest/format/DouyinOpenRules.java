package org.guchang.ingest.format;

import java.util.List;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Line;

/**
 * What the open platform's events mean; members and units as on its official pages [A]: amounts in
 * fen, times in seconds.
 *
 * <ul>
 *   <li>life_trade_order_notify, pay_success: an order is paid, products are not told.
 *   <li>life_trade_certificate_notify: a voucher is used or not used after all, none of our
 *       business; or its money goes back, and no amount is told: such a one is refused, so that it
 *       is kept and can be made good by an import.
 *   <li>Events about videos, messages and authorisations may come to the same address, as an app
 *       has only one [D as to their names].
 *   <li>{@code from_user_id} is not taken for the buyer: whose it is with an order is not
 *       established.
 * </ul>
 */
final class DouyinOpenRules implements PushReader.Rules {
  static final DouyinOpenRules INSTANCE = new DouyinOpenRules();

  private static final String ORDER = "life_trade_order_notify";
  private static final String CERTIFICATE = "life_trade_certificate_notify";

  /** Understood, and of no use to us. */
  private static final Map<String, String> IGNORED =
      Map.ofEntries(
          Map.entry("authorize", "authorize"),
          Map.entry("unauthorize", "unauthorize"),
          Map.entry("create_video", "create_video"),
          Map.entry("receive_msg", "message"),
          Map.entry("enter_im", "message"),
          Map.entry("im_receive_msg", "message"),
          Map.entry("im_send_msg", "message"),
          Map.entry("im_enter_direct_msg", "message"),
          Map.entry("im_group_receive_msg", "message"),
          Map.entry("im_group_send_msg", "message"),
          Map.entry("item_comment_reply", "item_comment_reply"),
          Map.entry("new_follow_action", "new_follow_action"),
          Map.entry("new_video_digg", "new_video_digg"));

  private DouyinOpenRules() {}

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    String event = root.id("event");
    String ignored = IGNORED.get(event);
    if (ignored != null) {
      message.ignore(ignored);
    } else if (event.equals(ORDER)) {
      order(message, root.below("content"));
    } else if (event.equals(CERTIFICATE)) {
      certificate(message, root.below("content"));
    } else {
      root.fail("event", "is none that this server knows");
    }
  }

  private static void order(PushMessage message, PushPart content) {
    String action = content.id("action");
    PushPart order = content.below("order");
    String id = order.id("order_id");
    message.id(action + ":" + id);
    if (!action.equals("pay_success")) {
      content.fail("action", "is none that this server knows");
      return;
    }
    long fen = order.fen("pay_amount");
    long at = order.time(PushTime.SECONDS, "pay_time");
    message.place(
        EventType.ORDER_PAID,
        Clue.ofNewOrder(
            message.platform(), id, order.timeIfTold(PushTime.SECONDS, "create_time"), at),
        origin -> new Event.OrderPaid(origin, id, 0, fen, List.of(Line.untold(fen))));
  }

  private static void certificate(PushMessage message, PushPart content) {
    String action = content.id("action");
    switch (action) {
      case "verify", "verify_cancel" -> message.ignore("certificate");
      case "refund_success" ->
          content.fail(
              "action",
              "tells of a refund and not of its amount: bring it in with the platform's order list");
      default -> content.fail("action", "is none that this server knows");
    }
  }
}

package org.guchang.ingest.format;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Line;
import org.jspecify.annotations.Nullable;

/**
 * What Doudian's tags mean. Numbers and members are those of a Go and a C# SDK, which agree [B];
 * those of 101 the official Java SDK's [A]. Amounts are in fen, times in seconds [B].
 *
 * <ul>
 *   <li>An order is the parent order, {@code p_id}; its child orders ({@code s_ids}, {@code s_id})
 *       are parts of it, and a shipment of some of them (108) is none of our business.
 *   <li>101 (paid) and 110 (paid, to be processed) are said of the same order; money is on 101
 *       alone. 110 says no more than that the order exists.
 *   <li>109 (amount changed): {@code total_amount} is taken for the whole order's, freight included
 *       [D].
 *   <li>206 and 225 (refunded): {@code refund_amount}, which by one SDK's comment has the freight
 *       ({@code refund_post_amount}) in it [C]. Refunds of nothing (exchanges) do not count.
 *   <li>No push tells products, or who bought: amounts are 未归属.
 * </ul>
 */
final class DoudianRules implements PushReader.Rules {
  static final DoudianRules INSTANCE = new DoudianRules();

  /** Tag and msg_id of what is sent when the push address is saved. */
  static final String CHALLENGE = "0";

  /** Understood, and of no use to us. */
  private static final Map<String, String> IGNORED =
      Map.ofEntries(
          entry(CHALLENGE, "Challenge"),
          entry("102", "TradeSellerShip"),
          entry("103", "TradeSuccess"),
          entry("104", "TradeLogisticsChanged"),
          entry("105", "TradeAddressChanged"),
          entry("108", "TradePartlySellerShip"),
          entry("111", "TradeAddressChangeApplied"),
          entry("113", "TradeMemoModified"),
          entry("126", "TradeAppointment"),
          entry("137", "MaterialAudit"),
          entry("138", "MaterialAudit"),
          entry("200", "RefundCreated"),
          entry("201", "RefundAgreed"),
          entry("202", "ReturnApplyAgreed"),
          entry("203", "BuyerReturnGoods"),
          entry("204", "RefundRefused"),
          entry("205", "ReturnApplyRefused"),
          entry("207", "RefundClosed"),
          entry("208", "RefundModified"),
          entry("209", "ExpirationChange"),
          entry("211", "ExchangeConfirmed"),
          entry("212", "Arbitration"),
          entry("213", "Arbitration"),
          entry("214", "Arbitration"),
          entry("215", "Arbitration"),
          entry("216", "Arbitration"),
          entry("217", "Arbitration"),
          entry("218", "Arbitration"),
          entry("224", "SpecialRefund"),
          entry("226", "ResendFillLogistics"),
          entry("227", "AuditAgreeResend"),
          entry("400", "ProductChange"),
          entry("417", "ProductInfoChange"));

  private DoudianRules() {}

  static @Nullable String messageId(JsonNode message) {
    String id = PushJson.text(message, "msg_id");
    return id == null ? PushJson.text(message, "msgId") : id;
  }

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    String tag = root.id("tag");
    String messageId = root.optionalId("msg_id");
    message.id(tag + ":" + (messageId == null ? root.id("msgId") : messageId));
    String ignored = IGNORED.get(tag);
    if (ignored != null) {
      message.ignore(ignored);
      return;
    }
    PushPart data = root.below("data");
    switch (tag) {
      case "100" -> placed(message, data, "create_time");
      case "101" -> paid(message, data);
      case "106" -> cancelled(message, data);
      case "109" -> changed(message, data);
      case "110" -> placed(message, data, "pay_time", "update_time", "create_time");
      case "206", "225" -> refunded(message, data);
      default -> root.fail("tag", "is none that this server knows");
    }
  }

  private static void placed(PushMessage message, PushPart data, String... times) {
    String order = data.id("p_id");
    long at = data.time(PushTime.SECONDS, times);
    message.place(
        EventType.ORDER_PLACED,
        Clue.ofNewOrder(message.platform(), order, created(data), at),
        origin -> new Event.OrderPlaced(origin, order, 0, 0, List.of()));
  }

  private static void paid(PushMessage message, PushPart data) {
    String order = data.id("p_id");
    long fen = data.fen("pay_amount");
    message.place(
        EventType.ORDER_PAID,
        Clue.ofNewOrder(
            message.platform(), order, created(data), data.time(PushTime.SECONDS, "pay_time")),
        origin -> new Event.OrderPaid(origin, order, 0, fen, List.of(Line.untold(fen))));
  }

  private static void changed(PushMessage message, PushPart data) {
    String order = data.id("p_id");
    long fen = data.fen("total_amount");
    message.place(
        EventType.ORDER_CHANGED,
        Clue.ofOrder(
            message.platform(), order, created(data), data.time(PushTime.SECONDS, "modify_time")),
        origin -> new Event.OrderChanged(origin, order, 0, fen, List.of(Line.untold(fen))));
  }

  private static void cancelled(PushMessage message, PushPart data) {
    String order = data.id("p_id");
    message.place(
        EventType.ORDER_CANCELLED,
        Clue.ofOrder(
            message.platform(), order, created(data), data.time(PushTime.SECONDS, "cancel_time")),
        origin -> new Event.OrderCancelled(origin, order));
  }

  private static void refunded(PushMessage message, PushPart data) {
    String order = data.id("p_id");
    String refund = data.id("aftersale_id");
    long fen = data.fen("refund_amount");
    long at = data.time(PushTime.SECONDS, "success_time");
    if (fen == 0) {
      message.ignore("RefundOfNothing");
    }
    message.place(
        EventType.ORDER_REFUNDED,
        Clue.ofOrder(message.platform(), order, Clue.UNKNOWN, at),
        origin -> new Event.OrderRefunded(origin, order, refund, fen, List.of()));
  }

  private static long created(PushPart data) {
    return data.timeIfTold(PushTime.SECONDS, "create_time");
  }
}

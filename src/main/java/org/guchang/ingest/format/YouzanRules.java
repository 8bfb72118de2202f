package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guchang.event.Event;
import org.guchang.event.Line;
import org.jspecify.annotations.Nullable;

/**
 * What Youzan's types mean. Types and members [B], times as Chinese clocks [C], amounts as decimal
 * yuan [B].
 *
 * <ul>
 *   <li>trade_TradePaid and trade_TradeBuyerPay are said of the same order; money is on the first
 *       alone, the second says no more than that the order exists.
 *   <li>The amount is {@code pay_info.payment} where it is told [D], else the orders' payments and
 *       {@code pay_info.post_fee} [B].
 *   <li>The sku is the merchant's own code, {@code outer_sku_id} or {@code outer_item_id}, else the
 *       platform's.
 *   <li>The buyer is {@code buyer_info.yz_open_id} or {@code buyer_id}, where one is told [D].
 *   <li>The names of refund types are not established: what has refund in its name and ends in
 *       Success is taken for money back [D], as is TRADE_ORDER_REFUND of state SAFE_FINISHED [C];
 *       other refund types are not understood, so that none is lost.
 * </ul>
 *
 * The event's id is {@code msg_id}, or type, id and version [D].
 */
final class YouzanRules implements PushReader.Rules {
  static final YouzanRules INSTANCE = new YouzanRules();

  private static final String MSG = "msg";

  /** Understood, and of no use to us. */
  private static final Map<String, String> IGNORED =
      Map.ofEntries(
          Map.entry("trade_TradePartlySellerShip", "TradePartlySellerShip"),
          Map.entry("trade_TradeSellerShip", "TradeSellerShip"),
          Map.entry("trade_TradeSuccess", "TradeSuccess"),
          Map.entry("trade_TradeMemoModified", "TradeMemoModified"),
          Map.entry("trade_TradeRefundCreated", "TradeRefundCreated"),
          Map.entry("TRADE_ORDER_STATE", "TRADE_ORDER_STATE"),
          Map.entry("TRADE_ORDER_REMARK", "TRADE_ORDER_REMARK"),
          Map.entry("TRADE_ORDER_EXPRESS", "TRADE_ORDER_EXPRESS"),
          Map.entry("ITEM_STATE", "ITEM_STATE"),
          Map.entry("ITEM_INFO", "ITEM_INFO"),
          Map.entry("ITEM_SKU_INFO", "ITEM_SKU_INFO"),
          Map.entry("SCRM_CUSTOMER_EVENT", "SCRM_CUSTOMER_EVENT"));

  private YouzanRules() {}

  @Override
  public void apply(PushMessage message) {
    PushPart root = message.root();
    String type = root.id("type");
    String messageId = root.optionalId("msg_id");
    message.id(
        messageId == null
            ? type + ":" + root.id("id") + ":" + root.optionalId("version")
            : messageId);
    String ignored = IGNORED.get(type);
    if (ignored != null) {
      message.ignore(ignored);
      return;
    }
    decode(root.tree());
    PushPart msg = root.below(MSG);
    switch (type) {
      case "trade_TradeCreate" -> placed(message, msg, "created", "update_time", "pay_time");
      case "trade_TradeBuyerPay" -> placed(message, msg, "pay_time", "update_time", "created");
      case "trade_TradePaid" -> paid(message, msg);
      case "trade_TradeClose" -> closed(message, msg);
      case "TRADE_ORDER_REFUND" -> oldRefund(message, msg);
      default -> {
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.contains("refund") && lower.endsWith("success")) {
          refunded(message, msg);
        } else {
          root.fail("type", "is none that this server knows");
        }
      }
    }
  }

  /** From the URL's encoding to JSON's, in place; what is not encoded stays as it is. */
  private static void decode(@Nullable ObjectNode root) {
    String text = root == null ? null : root.path(MSG).textValue();
    if (root == null || text == null || text.startsWith("{")) {
      return;
    }
    try {
      root.put(MSG, URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // stays as it is: no JSON, which is what is said of it then
    }
  }

  private static void placed(PushMessage message, PushPart msg, String... times) {
    PushPart info = msg.below("full_order_info").below("order_info");
    String order = info.id("tid");
    long at = info.time(PushTime.CHINA, times);
    message.place(
        EventType.ORDER_PLACED,
        Clue.ofNewOrder(message.platform(), order, created(info), at),
        origin -> new Event.OrderPlaced(origin, order, 0, 0, List.of()));
  }

  private static void paid(PushMessage message, PushPart msg) {
    PushPart full = msg.below("full_order_info");
    PushPart info = full.below("order_info");
    String order = info.id("tid");
    long at = info.time(PushTime.CHINA, "pay_time");
    PushLines told = new PushLines();
    long fen = 0;
    for (PushPart item : full.each("orders")) {
      long payment = item.yuan("payment");
      fen += payment;
      told.add(item, sku(item), item.label("title"), item.count("num", 0), payment);
    }
    if (full.has("pay_info")) {
      PushPart pay = full.below("pay_info");
      if (pay.has("payment")) {
        fen = pay.yuan("payment");
      } else if (pay.has("post_fee")) {
        fen += pay.yuan("post_fee");
      }
    }
    if (fen > ValueReader.MAX_NUMBER) {
      full.fail("orders", "add up to more than " + ValueReader.MAX_NUMBER + " fen");
      fen = 0;
    }
    long whole = fen;
    List<Line> lines = told.of(whole);
    long buyer = full.has("buyer_info") ? buyer(message, full.below("buyer_info")) : 0;
    message.place(
        EventType.ORDER_PAID,
        Clue.ofNewOrder(message.platform(), order, created(info), at),
        origin -> new Event.OrderPaid(origin, order, buyer, whole, lines));
  }

  private static @Nullable String sku(PushPart item) {
    for (String code : new String[] {"outer_sku_id", "outer_item_id", "sku_id", "item_id"}) {
      String sku = item.sku(code);
      if (sku != null && !sku.equals("0")) {
        return sku;
      }
    }
    return null;
  }

  private static long buyer(PushMessage message, PushPart who) {
    String open = who.text("yz_open_id", Field.ID_LENGTH, false);
    String buyer = open == null ? who.text("buyer_id", Field.ID_LENGTH, false) : open;
    return "0".equals(buyer) ? 0 : message.person(buyer);
  }

  /** Flat, as the documents' trade_TradeSuccess [D]. */
  private static void closed(PushMessage message, PushPart msg) {
    PushPart info =
        msg.has("full_order_info") ? msg.below("full_order_info").below("order_info") : msg;
    String order = info.id("tid");
    long at = info.time(PushTime.CHINA, "update_time", "close_time");
    message.place(
        EventType.ORDER_CANCELLED,
        Clue.ofOrder(message.platform(), order, created(info), at),
        origin -> new Event.OrderCancelled(origin, order));
  }

  private static void oldRefund(PushMessage message, PushPart msg) {
    if ("SAFE_FINISHED".equals(msg.optionalId("refund_state"))) {
      refunded(message, msg);
    } else {
      message.ignore("TRADE_ORDER_REFUND");
    }
  }

  private static void refunded(PushMessage message, PushPart msg) {
    String order = msg.id("tid");
    String refund = msg.id("refund_id");
    long fen = msg.yuan(msg.has("refunded_fee") ? "refunded_fee" : "refund_fee");
    long at = msg.time(PushTime.CHINA, "update_time", "success_time", "refund_time");
    if (fen == 0) {
      message.ignore("RefundOfNothing");
    }
    message.place(
        EventType.ORDER_REFUNDED,
        Clue.ofOrder(message.platform(), order, Clue.UNKNOWN, at),
        origin -> new Event.OrderRefunded(origin, order, refund, fen, List.of()));
  }

  private static long created(PushPart info) {
    return info.timeIfTold(PushTime.CHINA, "created");
  }
}

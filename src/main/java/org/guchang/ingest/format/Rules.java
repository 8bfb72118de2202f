package org.guchang.ingest.format;

import static org.guchang.ingest.format.Member.optional;
import static org.guchang.ingest.format.Member.required;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of the native format, as tables: the attributes of every event, the data of each type,
 * the lines of orders and refunds. Amounts in the examples add up, so that any event made of them
 * is accepted.
 */
final class Rules {
  private static final long PAID_FEN = 5_980;
  private static final long REFUNDED_FEN = 2_990;

  private Rules() {}

  // attributes of every event

  static final Member SPECVERSION =
      required(Field.SPECVERSION, 0, EnvelopeRules.SPEC_VERSION, "\"1.0\"", "固定为 \"1.0\"");
  static final Member ID =
      required(
          Field.ID,
          0,
          "evt-20200516-000123",
          "the event's own id, the same whenever the event is sent again",
          "事件自己的编号；重发同一事件时必须不变");
  static final Member SOURCE =
      required(
          Field.SOURCE, 0, "douyin", "the id of the platform it happened on", "事件所在平台的编号，如 douyin");
  static final Member TYPE =
      required(
          Field.TYPE, 0, "", "what happened, e.g. guchang.order.paid", "事件类型，如 guchang.order.paid");
  static final Member SUBJECT =
      required(
          Field.SUBJECT,
          0,
          "jiaocheng-0516",
          "the id of the session it is counted in",
          "计入哪一场次的编号");

  /** For a type that needs none. */
  static final Member SUBJECT_IF_ANY =
      new Member(Field.SUBJECT, false, 0, SUBJECT.what(), SUBJECT.example());

  static final Member TIME =
      required(
          Field.TIME,
          0,
          "2020-05-16T20:31:07+08:00",
          "when it happened, e.g. 2020-05-16T20:31:07+08:00",
          "发生时间，RFC 3339，须带秒和时区");
  static final Member DATACONTENTTYPE =
      optional(
          Field.DATACONTENTTYPE,
          0,
          "application/json",
          "application/json or absent",
          "可省略；如有须为 JSON");

  /** In the order in which they are checked; {@code data} is beside them. */
  static final List<Member> ATTRIBUTES =
      List.of(SPECVERSION, ID, SOURCE, TYPE, SUBJECT, TIME, DATACONTENTTYPE);

  // lines of orders and refunds

  static final Member LINE_SKU =
      required(Field.SKU, 0, "jc-001", "the product's id", "商品编号，与商品表的 sku 一致");
  static final Member LINE_NAME =
      optional(
          Field.NAME, 0, "交城骏枣 500g", "the product's name, for a product no list knows", "商品名称");
  static final Member LINE_QUANTITY = required(Field.QUANTITY, 0, 2, "how many units", "件数");
  static final Member LINE_AMOUNT =
      required(
          Field.AMOUNT_FEN,
          0,
          PAID_FEN,
          "the money for all units of the line together, in fen",
          "本行全部件数合计的金额，单位分");

  static final List<Member> LINE = List.of(LINE_SKU, LINE_NAME, LINE_QUANTITY, LINE_AMOUNT);

  // members of data

  private static final Member ORDER_ID =
      required(Field.ORDER_ID, 0, "6922334455667788", "the platform's id of the order", "平台的订单号");
  private static final Member BUYER =
      optional(
          Field.BUYER,
          0,
          "opaque-buyer-1",
          "an opaque id of the buyer; replaced by a keyed hash on entry, never stored",
          "买家的不透明标识；进门即换成带密钥的散列，原值不保存");
  private static final Member AMOUNT =
      required(
          Field.AMOUNT_FEN, 0, PAID_FEN, "what was paid for the whole order, in fen", "整单实付金额，单位分");
  static final Member LINES =
      required(
          Field.LINES,
          1,
          List.of(line(2, PAID_FEN)),
          "one to " + Field.MAX_LINES + " lines {sku, name?, quantity, amountFen}",
          "订单明细，1 到 " + Field.MAX_LINES + " 行；各行 amountFen 之和须等于整单 amountFen");
  private static final Member REASON =
      optional(Field.REASON, 0, "拍错了", "why, in the platform's words; not kept", "原因；不保存");
  private static final Member REFUND_ID =
      required(
          Field.REFUND_ID,
          0,
          "r-6922334455667788-1",
          "the platform's id of this refund, the same whenever it is sent again",
          "平台的退款单号；重发时不变");
  private static final Member REFUND_AMOUNT =
      required(
          Field.AMOUNT_FEN, 0, REFUNDED_FEN, "what this refund gave back, in fen", "本次退款金额，单位分");
  static final Member REFUND_LINES =
      optional(
          Field.LINES,
          0,
          List.of(line(1, REFUNDED_FEN)),
          "what was given back, up to "
              + Field.MAX_LINES
              + " lines; without them the refund is shared over the order's lines by amount",
          "退了什么，至多 " + Field.MAX_LINES + " 行；省略时按原订单各行金额分摊");
  private static final Member COUNT =
      optional(Field.COUNT, 1, 3, "how many times, 1 when absent", "次数，省略为 1");
  private static final Member VIEWER =
      optional(
          Field.VIEWER,
          0,
          "opaque-viewer-1",
          "an opaque id of the viewer; replaced by a keyed hash on entry, never stored",
          "观众的不透明标识；进门即换成带密钥的散列，原值不保存");
  private static final Member ABOUT_SKU =
      optional(Field.SKU, 0, "jc-001", "the product it was about", "涉及的商品编号");

  // what is said of the data of each type

  static final DataRules PLACED = order("An order was placed and not paid yet.", "下单，尚未支付。");
  static final DataRules PAID =
      order(
          "An order was paid. Counted once for a platform and orderId, however often and by whomever it is reported.",
          "订单已支付。同一平台同一 orderId 只计一次，不论报几次、谁来报。");
  static final DataRules CHANGED =
      order(
          "Amount or lines of an order changed: the whole order as it is now. The newest by time counts.",
          "订单金额或明细有变：给出改后的整单。以 time 最新者为准。");
  static final DataRules CANCELLED =
      DataRules.of(
          "An order was cancelled. Money moves by refunds alone.",
          "订单取消。金额只随退款变动。",
          ORDER_ID,
          REASON);
  static final DataRules REFUNDED =
      DataRules.of(
          "Money was given back. Counted once for a platform and refundId, together never more than was paid.",
          "已退款。同一平台同一 refundId 只计一次，合计不超过实付。",
          ORDER_ID,
          REFUND_ID,
          REFUND_AMOUNT,
          REFUND_LINES);
  static final DataRules SNAPSHOT =
      DataRules.of(
              "What the platform itself says now; the newest by time counts, for each platform and figure. At least one figure.",
              "平台当前自报的人气数字；每个平台每个数字以 time 最新者为准。至少给一个。",
              figure(Field.ONLINE, 3_204, "viewers online now", "实时在线人数"),
              figure(Field.VIEWS, 88_410, "visits since the start", "累计观看人次"),
              figure(Field.LIKES, 120_533, "likes since the start", "累计点赞"),
              figure(Field.FOLLOWS, 912, "new followers since the start", "累计新增关注"),
              figure(Field.COMMENTS, 4_087, "comments since the start", "累计评论"))
          .butOneAtLeast();
  static final DataRules ENTERED = counted("Viewers came in.", "有人进入直播间。");
  static final DataRules LEFT = counted("Viewers left.", "有人离开直播间。");
  static final DataRules LIKED = counted("Likes.", "点赞。");
  static final DataRules FOLLOWED = counted("New followers.", "新增关注。");
  static final DataRules CLICKED = counted("A product was clicked.", "商品被点击。");
  static final DataRules EXPOSED =
      counted(
          "A product was shown; the first time of each sku is marked on the trend.",
          "商品曝光；每个 sku 的第一次会标在走势图上。");
  static final DataRules COMMENT =
      DataRules.of(
          "A comment to show on the wall.",
          "一条评论，可上屏。",
          required(
              Field.NICKNAME,
              0,
              "张三",
              "who wrote it; only its first character is kept",
              "昵称，只保留第一个字"),
          required(Field.TEXT, 0, "太划算了，很给力", "what was written", "评论内容"));
  static final DataRules GIVEAWAY =
      DataRules.of(
          "Something was given to viewers.",
          "送出福利。",
          required(Field.NAME, 0, "鹿泉雪耳", "what was given", "送了什么"),
          required(Field.QUANTITY, 1, 10, "how many were given", "送了几份"));
  static final DataRules STOCKED =
      DataRules.of(
          "How much of a product is left.",
          "商品剩余库存。",
          required(Field.SKU, 0, "jc-001", "the product's id", "商品编号"),
          required(
              Field.REMAINING, 0, 0, "how many are left, 0 when it is sold out", "剩余件数，0 为售罄"));
  static final DataRules STARTED = DataRules.of("The live stream began.", "开播。");
  static final DataRules ENDED = DataRules.of("The live stream ended.", "下播。");
  static final DataRules TEST =
      DataRules.of(
          "A test of the way here: verified, answered, not counted. Needs neither subject nor time.",
          "连通测试：验签、应答、不计数；可省略 subject 和 time。");

  private static DataRules order(String en, String zh) {
    return DataRules.of(en, zh, ORDER_ID, BUYER, AMOUNT, LINES);
  }

  private static DataRules counted(String en, String zh) {
    return DataRules.of(en, zh, COUNT, VIEWER, ABOUT_SKU);
  }

  private static Member figure(Field field, long example, String en, String zh) {
    return optional(field, 0, example, en, zh);
  }

  private static Map<String, Object> line(int quantity, long amountFen) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(LINE_SKU.name(), LINE_SKU.example());
    line.put(LINE_QUANTITY.name(), quantity);
    line.put(LINE_AMOUNT.name(), amountFen);
    return line;
  }
}

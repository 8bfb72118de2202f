package org.guchang.quarantine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A message of each format as its platform would push it, with everything about a person that it
 * may hold; all names, phones and addresses are invented.
 */
public final class PlatformPayloads {
  /** What must be nowhere in what is kept. */
  public static final List<String> PERSONAL =
      List.of(
          "王小明",
          "13812345678",
          "86-138-1234-5678",
          "天宁镇奈林村",
          "某某街道",
          "xiaoming@example.com",
          "440102199001011234",
          "o9AgO5Kd5ggOC-bXrbNODIiE3bGY",
          "f1b6secretopenid",
          "8246813579",
          "avatar.example.com",
          "Xiaoming",
          "37.5563",
          "SF1234567890123");

  /**
   * @param person whom the format hashes, as the platform names them; empty when it hashes nobody
   */
  public record Payload(
      String format,
      String platform,
      String what,
      String person,
      Map<String, String> keys,
      String json) {

    @Override
    public String toString() {
      return format + " " + what;
    }
  }

  private PlatformPayloads() {}

  private static final Map<String, String> APP =
      Map.of(
          "appKey",
          "ks699183844582124027",
          "appSecret",
          "s",
          "messageKey",
          "AAECAwQFBgcICQoLDA0ODw==");

  private static String text(String json) {
    return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  public static List<Payload> all() {
    return List.of(
        nativeOrder(),
        nativeComment(),
        doudian(
            "paid",
            "101",
            "{\"p_id\":4837328765348566675,\"s_ids\":[4837328765348566675],\"shop_id\":77977,\"order_status\":2,\"order_type\":0,\"pay_type\":1,\"pay_time\":1630373504,\"pay_amount\":1990,\"biz\":2,\"receiver_msg\":{\"name\":\"王小明\",\"tel\":\"13812345678\",\"addr\":{\"town\":{\"id\":13812345678,\"name\":\"天宁镇奈林村\"}}},\"buyer_words\":\"请打13812345678\"}"),
        doudian(
            "refunded",
            "206",
            "{\"p_id\":4837328765348566675,\"s_id\":4837328765348566676,\"shop_id\":77977,\"aftersale_id\":\"6937196216512345678\",\"aftersale_status\":12,\"aftersale_type\":0,\"refund_amount\":1990,\"refund_post_amount\":0,\"success_time\":1630373604,\"remark\":\"王小明 13812345678\"}"),
        new Payload(
            "douyin-open",
            "douyin",
            "paid",
            "",
            Map.of("clientId", "k", "clientSecret", "secret"),
            "{\"event\":\"life_trade_order_notify\",\"client_key\":\"abc\",\"from_user_id\":\"f1b6secretopenid\",\"log_id\":\"l\",\"content\":"
                + text(
                    "{\"action\":\"pay_success\",\"msg_time\":1630373505,\"order\":{\"order_id\":\"800123\",\"account_id\":\"7\",\"pay_amount\":2990,\"original_amount\":3990,\"create_time\":1630373400,\"pay_time\":1630373504,\"contacts\":[{\"name\":\"王小明\",\"phone\":\"13812345678\"}]}}")
                + "}"),
        new Payload(
            "douyin-live",
            "douyin",
            "like",
            "f1b6secretopenid",
            Map.of("secret", "hush"),
            "{\"msg_id\":\"7\",\"sec_openid\":\"f1b6secretopenid\",\"like_num\":3,\"avatar_url\":\"https://avatar.example.com/x\",\"nickname\":\"王小明\",\"timestamp\":1630373504000,\"msg_type\":\"live_like\",\"room_id\":\"268\"}"),
        new Payload(
            "douyin-live",
            "douyin",
            "comment",
            "",
            Map.of("secret", "hush"),
            "{\"msg_id\":\"8\",\"sec_openid\":\"f1b6secretopenid\",\"content\":\"县长好，加我 86-138-1234-5678\",\"avatar_url\":\"https://avatar.example.com/x\",\"nickname\":\"王小明\",\"timestamp\":1630373504000,\"msg_type\":\"live_comment\",\"room_id\":\"268\"}"),
        youzan(),
        shopify(),
        new Payload(
            "kuaishou",
            "kuaishou",
            "order",
            "f1b6secretopenid",
            APP,
            "{\"eventId\":\"243_4027_2375715766426\",\"msgId\":\"84_2375715766425\",\"bizId\":2607602240240301,\"userId\":2161524184,\"openId\":\"f1b6secretopenid\",\"appKey\":\"ks699183844582124027\",\"event\":\"kwaishop_order_addOrder\",\"info\":"
                + text(
                    "{\"oid\":2607602240240301,\"sellerId\":2161524184,\"openId\":\"x\",\"buyerOpenId\":\"f1b6secretopenid\",\"createTime\":1589632270000,\"customizedInfo\":\"王小明 13812345678\"}")
                + ",\"status\":2,\"createTime\":1589632270100,\"updateTime\":1589632270200,\"operator\":\"王小明\"}"),
        new Payload(
            "kuaishou",
            "kuaishou",
            "paid",
            "",
            APP,
            "{\"eventId\":\"243_4027_2375715766427\",\"bizId\":2607602240240301,\"userId\":2161524184,\"openId\":\"f1b6secretopenid\",\"appKey\":\"ks699183844582124027\",\"event\":\"kwaishop_order_paySuccess\",\"info\":"
                + text(
                    "{\"oid\":2607602240240301,\"sellerId\":2161524184,\"status\":30,\"updateTime\":1589632280000}")
                + ",\"createTime\":1589632280100}"),
        new Payload(
            "weixin-shop",
            "weixin",
            "paid",
            "o9AgO5Kd5ggOC-bXrbNODIiE3bGY",
            Map.of(
                "token", "AAAAA", "encodingAesKey", "A".repeat(43), "appId", "wxba5fad812f8e6fb9"),
            "{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\",\"CreateTime\":1589632270,\"MsgType\":\"event\",\"Event\":\"channels_ec_order_pay\",\"order_info\":{\"order_id\":3705115058471208928,\"pay_time\":1589632269}}"),
        new Payload(
            "tiktok-shop",
            "tiktok",
            "paid",
            "",
            Map.of("appKey", "k", "appSecret", "s"),
            "{\"type\":1,\"tts_notification_id\":\"7327112393057371910\",\"shop_id\":\"7494049642642441621\",\"timestamp\":1589632270,\"data\":{\"order_id\":\"576486316948490001\",\"order_status\":\"AWAITING_SHIPMENT\",\"is_on_hold_order\":false,\"update_time\":1589632269,\"recipient_address\":{\"name\":\"王小明\",\"phone_number\":\"13812345678\",\"full_address\":\"某某街道\"}}}"),
        new Payload(
            "xiaohongshu",
            "xiaohongshu",
            "paid",
            "",
            Map.of("appKey", "k", "appSecret", "s"),
            "{\"msgTag\":\"msg_fulfillment_status_change\",\"sellerId\":\"5e1\",\"data\":"
                + text(
                    "{\"orderId\":\"P700123456789012345\",\"orderStatus\":4,\"updateTime\":1589632269000,\"receiver\":\"王小明\",\"mobile\":13812345678}")
                + "}"));
  }

  private static Payload nativeOrder() {
    return new Payload(
        "native",
        "douyin",
        "order",
        "王小明 13812345678",
        Map.of(),
        "{\"data\":{\"orderId\":\"13812340000\",\"buyer\":\"王小明 13812345678\",\"amountFen\":5980,\"lines\":[{\"sku\":\"jc-001\",\"name\":\"交城骏枣\",\"quantity\":2,\"amountFen\":5980,\"consignee\":\"王小明\"}],\"address\":{\"name\":\"王小明\",\"line\":\"某某街道\",\"id\":\"440102199001011234\",\"phone\":13812345678}},"
            + "\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"douyin\",\"type\":\"guchang.order.paid\",\"subject\":\"jiaocheng-0516\",\"time\":\"2020-05-16T20:31:07+08:00\",\"traceparent\":\"xiaoming@example.com\",\"13812345678\":1}");
  }

  private static Payload nativeComment() {
    return new Payload(
        "native",
        "douyin",
        "comment",
        "",
        Map.of("secret", "hush"),
        "{\"specversion\":\"1.0\",\"id\":\"e-2\",\"source\":\"douyin\",\"type\":\"guchang.comment.posted\",\"subject\":\"jiaocheng-0516\",\"time\":\"2020-05-16T20:31:07+08:00\",\"data\":{\"nickname\":\"王小明\",\"text\":\"加我 13812345678\"}}");
  }

  private static Payload doudian(String what, String tag, String data) {
    return new Payload(
        "doudian",
        "douyin",
        what,
        "",
        Map.of("appKey", "k", "appSecret", "s"),
        "{\"tag\":\""
            + tag
            + "\",\"msg_id\":\"04288::100:1618990587:683\",\"data\":"
            + text(data)
            + "}");
  }

  private static Payload youzan() {
    String msg =
        "{\"full_order_info\":{\"order_info\":{\"tid\":\"E20200516203107008500001\",\"status\":\"WAIT_SELLER_SEND_GOODS\",\"created\":\"2020-05-16 20:30:55\",\"pay_time\":\"2020-05-16 20:31:07\"},\"orders\":[{\"oid\":\"1\",\"title\":\"交城骏枣\",\"num\":2,\"price\":\"29.90\",\"total_fee\":\"59.80\",\"payment\":\"59.80\",\"item_id\":451,\"sku_id\":36,\"outer_sku_id\":\"jc-001\",\"buyer_messages\":\"{\\\"身份证\\\":\\\"440102199001011234\\\"}\"}],\"address_info\":{\"receiver_name\":\"王小明\",\"receiver_tel\":\"13812345678\",\"delivery_address\":\"某某街道\",\"address_extra\":\"{\\\"lat\\\":37.5563}\"},\"buyer_info\":{\"yz_open_id\":\"f1b6secretopenid\",\"buyer_phone\":\"13812345678\",\"fans_nickname\":\"王小明\",\"buyer_id\":8246813579},\"pay_info\":{\"payment\":\"59.80\",\"post_fee\":\"0.00\"}},\"qr_info\":{\"qr_id\":0}}";
    return new Payload(
        "youzan",
        "youzan",
        "paid",
        "f1b6secretopenid",
        Map.of("clientId", "k", "clientSecret", "s"),
        "{\"client_id\":\"k\",\"id\":\"E20200516203107008500001\",\"kdt_id\":63077,\"kdt_name\":\"王小明的店\",\"mode\":1,\"msg\":\""
            + URLEncoder.encode(msg, StandardCharsets.UTF_8)
            + "\",\"msg_id\":\"m-1\",\"sendCount\":1,\"sign\":\"1be2bc5f\",\"status\":\"WAIT_SELLER_SEND_GOODS\",\"test\":false,\"type\":\"trade_TradePaid\",\"version\":1589632267}");
  }

  private static Payload shopify() {
    return new Payload(
        "shopify",
        "shopify",
        "paid",
        "8246813579",
        Map.of("secret", "hush"),
        "{\"id\":820982911946154500,\"name\":\"#1021\",\"email\":\"xiaoming@example.com\",\"phone\":\"13812345678\",\"created_at\":\"2020-05-16T20:30:55+08:00\",\"updated_at\":\"2020-05-16T20:31:07+08:00\",\"total_price\":\"59.80\",\"subtotal_price\":\"59.80\",\"currency\":\"CNY\",\"financial_status\":\"paid\",\"note\":\"王小明\",\"note_attributes\":[{\"name\":\"王小明\",\"value\":\"13812345678\"}],\"browser_ip\":\"192.0.2.1\",\"customer\":{\"id\":8246813579,\"email\":\"xiaoming@example.com\",\"first_name\":\"Xiaoming\",\"phone\":\"13812345678\",\"default_address\":{\"id\":8246813579,\"address1\":\"某某街道\",\"latitude\":37.5563}},\"billing_address\":{\"name\":\"王小明\",\"address1\":\"某某街道\",\"latitude\":37.5563},\"shipping_address\":{\"name\":\"王小明\",\"title\":\"某某街道\"},\"line_items\":[{\"id\":466157049,\"sku\":\"jc-001\",\"title\":\"交城骏枣\",\"quantity\":2,\"price\":\"29.90\",\"properties\":[{\"name\":\"电话\",\"value\":\"13812345678\"}],\"discount_allocations\":[{\"amount\":\"0.00\"}]}],\"fulfillments\":[{\"tracking_number\":\"SF1234567890123\"}],\"topic\":\"orders/paid\"}");
  }
}

package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.guchang.ingest.Acme;
import org.guchang.ingest.WebhookSignature;
import org.guchang.ingest.format.Voice.Sent;

/** Every format that is spoken, with a way to sign anything in it and messages to start from. */
public final class FuzzVoices {
  private static final String SECRET = "fuzz-secret";

  private FuzzVoices() {}

  /**
   * @param signer makes of any message a request that is genuine
   * @param samples messages that are understood
   */
  public record Spoken(
      String format,
      Map<String, String> keys,
      List<String> secrets,
      Signer signer,
      List<String> samples) {}

  /** Signs and encrypts, whatever the message is. */
  public interface Signer {
    Sent sign(String path, byte[] message, long nowMillis);
  }

  public static List<Spoken> all() {
    return List.of(
        new Spoken("native", Map.of(), List.of(Acme.SECRET), FuzzVoices::asNative, nativeSamples()),
        new Spoken(
            "doudian",
            Map.of("appKey", "7", "appSecret", SECRET),
            List.of(),
            (path, message, now) ->
                json(path, message)
                    .with(
                        "event-sign",
                        Hooked.hex(Seal.md5().over(utf8("7"), message, utf8(SECRET)))),
            doudianSamples()),
        new Spoken(
            "douyin-open",
            Map.of("clientSecret", SECRET),
            List.of(),
            (path, message, now) ->
                json(path, message)
                    .with(
                        "X-Douyin-Signature", Hooked.hex(Seal.sha1().over(utf8(SECRET), message))),
            douyinOpenSamples()),
        new Spoken(
            "douyin-live",
            Map.of("secret", SECRET),
            List.of(SECRET),
            FuzzVoices::asDouyinLive,
            douyinLiveSamples()),
        new Spoken(
            "youzan",
            Map.of("clientId", "c", "clientSecret", SECRET),
            List.of(),
            (path, message, now) ->
                json(path, message)
                    .with(
                        "Event-Sign",
                        Hooked.hex(Seal.md5().over(utf8("c"), message, utf8(SECRET)))),
            youzanSamples()),
        new Spoken(
            "shopify",
            Map.of("secret", SECRET),
            List.of(SECRET),
            FuzzVoices::asShopify,
            shopifySamples()),
        of(new KuaishouVoice(), kuaishouSamples()),
        of(new WeixinShopVoice(), weixinSamples()),
        of(new TiktokShopVoice(), tiktokSamples()),
        of(new XiaohongshuVoice(), xiaohongshuSamples()),
        new Spoken("csv", Map.of(), List.of(Acme.SECRET), FuzzVoices::asCsv, csvSamples()));
  }

  private static Spoken of(Voice voice, List<String> samples) {
    return new Spoken(voice.format(), voice.keys(), List.of(), voice::say, samples);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static Sent json(String path, byte[] message) {
    return Sent.post(path, Map.of("Content-Type", "application/json"), message);
  }

  /** Each message has an id of its own, so that none is refused for another's body. */
  private static Sent asNative(String path, byte[] message, long now) {
    CRC32C sum = new CRC32C();
    sum.update(message);
    String id = "m" + Long.toHexString(sum.getValue()) + "-" + message.length;
    return json(path, message)
        .with("webhook-id", id)
        .with("webhook-timestamp", Long.toString(now / 1000))
        .with("webhook-signature", WebhookSignature.sign(Acme.SECRET, id, now / 1000, message));
  }

  /** One in three is in the encoding of older spreadsheets. */
  private static Sent asCsv(String path, byte[] message, long now) {
    byte[] sheet =
        message.length % 3 == 0
            ? new String(message, UTF_8).getBytes(Charset.forName("GBK"))
            : message;
    return asNative(path, sheet, now).with("Content-Type", "text/csv").withQuery("platform=taobao");
  }

  /** The type of message changes with its length, so that each sample meets each. */
  private static Sent asDouyinLive(String path, byte[] message, long now) {
    String type =
        List.of("live_comment", "live_like", "live_fansclub", "live_gift").get(message.length % 4);
    String head = "x-msg-type=" + type + "&x-nonce-str=n&x-roomid=268&x-timestamp=" + now;
    return json(path, message)
        .with("x-msg-type", type)
        .with("x-nonce-str", "n")
        .with("x-roomid", "268")
        .with("x-timestamp", Long.toString(now))
        .with("x-signature", Hooked.base64(Seal.md5().over(utf8(head), message, utf8(SECRET))));
  }

  private static Sent asShopify(String path, byte[] message, long now) {
    List<String> topics =
        List.of(
            "orders/paid", "orders/create", "orders/updated", "orders/cancelled", "refunds/create");
    return json(path, message)
        .with("X-Shopify-Topic", topics.get(message.length % topics.size()))
        .with("X-Shopify-Event-Id", "e-1")
        .with("X-Shopify-Hmac-Sha256", Hooked.base64(Seal.hmacSha256(SECRET).over(message)));
  }

  private static List<String> nativeSamples() {
    return List.of(
        new String(WireEvent.paid().bytes(), UTF_8),
        new String(WireEvent.of("guchang.order.refunded").bytes(), UTF_8),
        new String(WireEvent.of("guchang.audience.snapshot").bytes(), UTF_8),
        new String(WireEvent.of("guchang.comment.posted").bytes(), UTF_8),
        new String(
            WireEvent.batch(WireEvent.paid(), WireEvent.of("guchang.order.cancelled")), UTF_8));
  }

  private static String text(String json) {
    return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static List<String> doudianSamples() {
    String order =
        "{\"p_id\":4837328765348566675,\"s_ids\":[4837328765348566675],\"shop_id\":77977,\"create_time\":1589632200,\"pay_time\":1589632267,\"modify_time\":1589632268,\"cancel_time\":1589632269,\"success_time\":1589632270,\"pay_amount\":1990,\"total_amount\":1800,\"aftersale_id\":\"700\",\"refund_amount\":900}";
    return List.of(
        "[{\"tag\":\"101\",\"msg_id\":\"m1\",\"data\":" + text(order) + "}]",
        "[{\"tag\":100,\"msgId\":\"m2\",\"data\":"
            + order
            + "},{\"tag\":\"206\",\"msg_id\":\"m3\",\"data\":"
            + text(order)
            + "}]",
        "[{\"tag\":\"106\",\"msg_id\":\"m4\",\"data\":"
            + text(order)
            + "},{\"tag\":\"109\",\"msg_id\":\"m5\",\"data\":"
            + text(order)
            + "}]",
        "[{\"tag\":\"0\",\"msg_id\":\"0\",\"data\":\"\"}]");
  }

  private static List<String> douyinOpenSamples() {
    String content =
        "{\"action\":\"pay_success\",\"msg_time\":1589632268,\"order\":{\"order_id\":\"9\",\"pay_amount\":1990,\"create_time\":1589632200,\"pay_time\":1589632267}}";
    String head = "{\"event\":\"life_trade_order_notify\",\"client_key\":\"k\",\"content\":";
    return List.of(
        head + content + "}",
        head + text(content) + "}",
        "{\"event\":\"verify_webhook\",\"client_key\":\"\",\"content\":{\"challenge\":12345}}",
        "{\"event\":\"life_trade_certificate_notify\",\"content\":{\"action\":\"verify\",\"certificate\":{\"order_id\":\"9\"}}}");
  }

  private static List<String> douyinLiveSamples() {
    return List.of(
        "[{\"msg_id\":\"1\",\"sec_openid\":\"o\",\"content\":\"太划算了\",\"nickname\":\"张三丰\",\"timestamp\":1589632267000}]",
        "[{\"msg_id\":\"1\",\"sec_openid\":\"o\",\"like_num\":\"3\",\"fansclub_reason_type\":2,\"timestamp\":1589632267,\"nickname\":\"x\"}, {\"msg_id\":\"2\",\"content\":\"\"}]",
        "[{\"msg_id\":\"3\",\"sec_gift_id\":\"g\",\"gift_num\":1,\"gift_value\":10,\"timestamp\":1589632267}]");
  }

  private static List<String> youzanSamples() {
    String order =
        "{\"full_order_info\":{\"order_info\":{\"tid\":\"E2020\",\"created\":\"2020-05-16 20:30:00\",\"pay_time\":\"2020-05-16 20:31:07\"},\"orders\":[{\"oid\":\"1\",\"title\":\"骏枣\",\"num\":2,\"payment\":\"19.80\",\"item_id\":7,\"outer_sku_id\":\"jc-001\"}],\"pay_info\":{\"post_fee\":\"3.20\"}}}";
    String msg = URLEncoder.encode(order, UTF_8);
    String envelope =
        "{\"type\":\"%s\",\"id\":\"E2020\",\"version\":3,\"test\":false,\"client_id\":\"c\",\"msg\":\"%s\"}";
    return List.of(
        envelope.formatted("trade_TradePaid", msg),
        envelope.formatted("trade_TradeCreate", msg),
        envelope.formatted(
            "trade_TradeClose",
            URLEncoder.encode(
                "{\"tid\":\"E2020\",\"update_time\":\"2020-05-16 20:31:07\"}", UTF_8)));
  }

  private static List<String> shopifySamples() {
    return List.of(
        "{\"id\":820982911946154500,\"test\":false,\"total_price\":\"60.00\",\"currency\":\"CNY\",\"financial_status\":\"paid\",\"created_at\":\"2020-05-16T20:30:00+08:00\",\"updated_at\":\"2020-05-16T20:31:07+08:00\",\"customer\":{\"id\":77},\"line_items\":[{\"id\":1,\"sku\":\"jc-001\",\"title\":\"骏枣\",\"quantity\":2,\"price\":\"25.00\",\"discount_allocations\":[{\"amount\":\"5.00\"}]}]}",
        "{\"id\":5,\"order_id\":820982911946154500,\"created_at\":\"2020-05-16T21:00:00+08:00\",\"refund_line_items\":[{\"quantity\":1,\"subtotal\":22.5,\"line_item\":{\"sku\":\"jc-001\"}}],\"transactions\":[{\"amount\":\"22.50\",\"kind\":\"refund\",\"status\":\"success\",\"currency\":\"CNY\"}]}",
        "{\"id\":1,\"cancelled_at\":\"2020-05-16T21:00:00+08:00\"}");
  }

  private static List<String> csvSamples() {
    return List.of(
        """
        订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,收货地址 ,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,退款金额
        ="1002003004005006001",张三,"1,098.00",卖家已发货，等待买家确认,张三,山西省 吕梁市,'13800000000,2020-05-16 20:30:01,2020-05-16 20:31:07,交城骏枣,2,0.00
        '1002003004005006002,李四,￥１２.50,交易关闭,李四,山西省,13800000000,2020/5/16 20:30,2020/5/16 20:31,小米,1,12.50
        """,
        "订单编号,实付金额,订单状态,付款时间\r\n1.00200300400501E+18,9.90,交易成功,2020-05-16 20:31:07\r\n");
  }

  private static List<String> kuaishouSamples() {
    String head =
        "{\"eventId\":\"243_4027\",\"bizId\":2607,\"userId\":2161,\"appKey\":\""
            + KuaishouVoice.APP_KEY
            + "\",\"createTime\":1589632267000,\"test\":false,\"event\":\"kwaishop_";
    String order =
        "{\"oid\":2607602240240301,\"buyerOpenId\":\"b\",\"status\":30,\"createTime\":1589632267000,\"updateTime\":1589632267000}";
    return List.of(
        head + "order_addOrder\",\"info\":" + text(order) + "}",
        head + "order_paySuccess\",\"info\":" + order + "}",
        head + "order_orderFail\",\"info\":" + text(order) + "}",
        head
            + "aftersales_addRefund\",\"info\":"
            + text("{\"orderId\":1,\"refundId\":2,\"handlingWay\":10,\"createTime\":1589632267000}")
            + "}",
        "{\"test\":true}");
  }

  private static List<String> weixinSamples() {
    String head =
        "{\"ToUserName\":\"gh_1\",\"FromUserName\":\"o\",\"CreateTime\":1589632267,\"MsgType\":\"event\",\"Event\":\"channels_ec_";
    return List.of(
        head + "order_new\",\"order_info\":{\"order_id\":3705115058471208928}}",
        head
            + "order_pay\",\"order_info\":{\"order_id\":3705115058471208928,\"pay_time\":1589632266}}",
        head
            + "order_cancel\",\"order_info\":{\"order_id\":\"3705115058471208928\",\"cancel_type\":3}}",
        head
            + "aftersale_update\",\"finder_shop_aftersale_status_update\":{\"status\":\"MERCHANT_REFUND_SUCCESS\",\"after_sale_order_id\":\"1\",\"order_id\":\"2\"}}");
  }

  private static List<String> tiktokSamples() {
    String head =
        "{\"tts_notification_id\":\"7327\",\"shop_id\":\"7494\",\"timestamp\":1589632267,\"type\":";
    return List.of(
        head
            + "1,\"data\":{\"order_id\":\"576\",\"order_status\":\"AWAITING_SHIPMENT\",\"update_time\":1589632267}}",
        head
            + "1,\"data\":{\"order_id\":\"576\",\"order_status\":\"UNPAID\",\"update_time\":1589632267}}",
        head
            + "11,\"data\":{\"order_id\":\"576\",\"cancel_status\":\"CANCELLATION_REQUEST_COMPLETE\",\"cancel_id\":\"4\"}}",
        head
            + "12,\"data\":{\"order_id\":\"576\",\"return_status\":\"RETURN_OR_REFUND_REQUEST_COMPLETE\",\"return_id\":\"4\"}}");
  }

  private static List<String> xiaohongshuSamples() {
    String status = text("{\"orderId\":\"P7\",\"orderStatus\":2,\"updateTime\":1589632267000}");
    return List.of(
        "[{\"msgTag\":\"msg_fulfillment_status_change\",\"sellerId\":\"5\",\"data\":"
            + status
            + "},{\"msgTag\":\"msg_fulfillment_status_change\",\"data\":{\"orderId\":\"P8\",\"orderStatus\":9,\"updateTime\":1589632267000}}]",
        "[{\"msgTag\":\"msg_after_sale_create\",\"data\":"
            + text(
                "{\"refundFee\":0.1,\"orderId\":\"P7\",\"returnsId\":\"R6\",\"updateTime\":1589632267000,\"returnType\":5}")
            + "}]");
  }
}

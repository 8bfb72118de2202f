package org.guchang.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.guchang.ingest.format.KuaishouVoice;
import org.guchang.ingest.format.TiktokShopVoice;
import org.guchang.ingest.format.Voice.Sent;
import org.guchang.ingest.format.WeixinShopVoice;
import org.guchang.ingest.format.XiaohongshuVoice;
import org.guchang.pending.api.FakeKuaishou;
import org.guchang.pending.api.FakePlatform.FakeOrder;
import org.guchang.pending.api.FakePlatform.FakeRefund;
import org.guchang.pending.api.FakePlatform.Mood;
import org.guchang.pending.api.FakeTiktokShop;
import org.guchang.pending.api.FakeWeixinShop;
import org.guchang.pending.api.FakeXiaohongshu;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platforms whose pushes tell no amounts, each played from its handshake to the total on a
 * board against the built server: placed, paid and pending while the platform's API is unwell,
 * counted when it is well again, said twice, refunded, cancelled.
 */
class ShopPlayersIT {
  private static final long ORDER = 2607602240240301L;

  private static String escaped(String json) {
    return "\"" + json.replace("\"", "\\\"") + "\"";
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /** From the first push of an order to the amount on the board. */
  private static void buy(PlatformStage stage, String order, String placed, String paid, String ok)
      throws Exception {
    stage.api.mood = Mood.BROKEN;
    stage.api.put(new FakeOrder(order, true, "zao", 2, 2_990, 0));

    assertThat(stage.say(placed)).isEqualTo(ok);
    stage.await("placed", 1);
    assertThat(stage.total("orders")).isZero();

    assertThat(stage.say(paid)).isEqualTo(ok);
    stage.await("pending", 1);
    assertThat(stage.total("orders")).isEqualTo(1);
    assertThat(stage.total("gmvFen")).isZero();

    stage.api.mood = Mood.WELL;
    stage.await("gmvFen", 2_990);
    assertThat(stage.total("pending")).isZero();
    assertThat(stage.total("units")).isEqualTo(2);

    assertThat(stage.say(placed)).isEqualTo(ok);
    assertThat(stage.say(paid)).isEqualTo(ok);
  }

  /** All of it goes back, and then the order is cancelled. */
  private static void giveBack(PlatformStage stage, String refunded, String cancelled, String ok)
      throws Exception {
    assertThat(stage.say(refunded)).isEqualTo(ok);
    stage.await("refundFen", 2_990);

    assertThat(stage.say(cancelled)).isEqualTo(ok);
    stage.await("cancelled", 1);
    assertThat(stage.say(refunded)).isEqualTo(ok);
    assertThat(stage.total("refundFen")).isEqualTo(2_990);
    assertThat(stage.total("gmvFen")).isEqualTo(2_990);
    assertThat(stage.total("orders")).isEqualTo(1);
    assertThat(stage.total("placed")).isEqualTo(1);
  }

  private static String kuaishou(String event, String info) {
    return "{\"eventId\":\"e\",\"bizId\":1,\"userId\":2161524184,\"openId\":\"seller\",\"appKey\":\"%s\",\"event\":\"kwaishop_%s\",\"info\":%s,\"status\":2,\"createTime\":%d,\"test\":false}"
        .formatted(KuaishouVoice.APP_KEY, event, escaped(info), now());
  }

  @Tag("plays:kuaishou")
  @Test
  void kuaishou_fromItsHeartbeatToTheTotal(@TempDir Path dir) throws Exception {
    KuaishouVoice voice = new KuaishouVoice();
    String ok = "{\"result\":1}";
    String order = "{\"oid\":%d,\"sellerId\":2161524184,".formatted(ORDER);
    try (PlatformStage stage = new PlatformStage(dir, voice, FakeKuaishou::new)) {
      assertThat(stage.say("{\"test\":true}")).isEqualTo(ok);
      assertThat(
              stage.status(voice.say("/hooks/shop", "{\"appKey\":\"x\"}".getBytes(UTF_8), now())))
          .isEqualTo(401);

      buy(
          stage,
          Long.toString(ORDER),
          kuaishou(
              "order_addOrder",
              order + "\"buyerOpenId\":\"buyer-1\",\"createTime\":" + now() + "}"),
          kuaishou("order_paySuccess", order + "\"status\":30,\"updateTime\":" + now() + "}"),
          ok);
      stage.api.put(new FakeRefund("3041", Long.toString(ORDER), true, 2_990));
      giveBack(
          stage,
          kuaishou(
              "aftersales_addRefund",
              "{\"orderId\":%d,\"refundId\":3041,\"handlingWay\":10,\"status\":10,\"createTime\":%d}"
                  .formatted(ORDER, now())),
          kuaishou("order_orderFail", order + "\"status\":80,\"updateTime\":" + now() + "}"),
          ok);
      assertThat(stage.total("buyers")).isEqualTo(1);
      stage.assertProved();
    }
  }

  private static String weixin(String event, String more) {
    return "{\"ToUserName\":\"gh_1\",\"FromUserName\":\"buyer-1\",\"CreateTime\":%d,\"MsgType\":\"event\",\"Event\":\"channels_ec_%s\",%s}"
        .formatted(now() / 1000, event, more);
  }

  @Tag("plays:weixin-shop")
  @Test
  void weixinShop_fromItsVerificationToTheTotal(@TempDir Path dir) throws Exception {
    WeixinShopVoice voice = new WeixinShopVoice();
    String ok = "success";
    String order = "\"order_info\":{\"order_id\":%d".formatted(ORDER);
    try (PlatformStage stage = new PlatformStage(dir, voice, FakeWeixinShop::new)) {
      Sent verification = voice.verify("/hooks/shop", "4375120948345356249", now());
      assertThat(stage.send(verification)).isEqualTo("4375120948345356249");

      buy(
          stage,
          Long.toString(ORDER),
          weixin("order_new", order + "}"),
          weixin("order_pay", order + ",\"pay_time\":" + now() / 1000 + "}"),
          ok);
      stage.api.put(new FakeRefund("1234567", Long.toString(ORDER), true, 2_990));
      giveBack(
          stage,
          weixin(
              "aftersale_update",
              "\"finder_shop_aftersale_status_update\":{\"status\":\"MERCHANT_REFUND_SUCCESS\",\"after_sale_order_id\":\"1234567\",\"order_id\":\"%d\"}"
                  .formatted(ORDER)),
          weixin("order_cancel", order + ",\"cancel_type\":3}"),
          ok);
      assertThat(stage.total("buyers")).isEqualTo(1);
      stage.assertProved();
    }
  }

  private static String xiaohongshu(String tag, String data) {
    return "[{\"msgTag\":\"msg_%s\",\"sellerId\":\"5f0c\",\"data\":%s}]"
        .formatted(tag, escaped(data));
  }

  private static String status(int status) {
    return xiaohongshu(
        "fulfillment_status_change",
        "{\"orderId\":\"P%d\",\"orderStatus\":%d,\"updateTime\":%d}"
            .formatted(ORDER, status, now()));
  }

  @Tag("plays:xiaohongshu")
  @Test
  void xiaohongshu_fromItsFirstPushToTheTotal(@TempDir Path dir) throws Exception {
    XiaohongshuVoice voice = new XiaohongshuVoice();
    String ok = "{\"success\":true,\"error_code\":0,\"error_msg\":\"\"}";
    try (PlatformStage stage = new PlatformStage(dir, voice, FakeXiaohongshu::new)) {
      assertThat(stage.say("[]")).isEqualTo(ok);

      buy(stage, "P" + ORDER, status(1), status(2), ok);
      assertThat(stage.say(status(4))).isEqualTo(ok);
      stage.api.put(new FakeRefund("R6242", "P" + ORDER, true, 2_990));
      giveBack(
          stage,
          xiaohongshu(
              "after_sale_create",
              "{\"refundFee\":29.9,\"orderId\":\"P%d\",\"returnsId\":\"R6242\",\"updateTime\":%d,\"returnType\":5,\"requestFrom\":1}"
                  .formatted(ORDER, now())),
          status(8),
          ok);
      stage.assertProved();
    }
  }

  private static String tiktok(String status) {
    return "{\"type\":1,\"tts_notification_id\":\"n-%s\",\"shop_id\":\"7494\",\"timestamp\":%d,\"data\":{\"order_id\":\"%d\",\"order_status\":\"%s\",\"is_on_hold_order\":true,\"update_time\":%d}}"
        .formatted(status, now() / 1000, ORDER, status, now() / 1000);
  }

  private static String tiktokReturn(String status) {
    return "{\"type\":12,\"tts_notification_id\":\"r-%s\",\"shop_id\":\"7494\",\"timestamp\":%d,\"data\":{\"order_id\":\"%d\",\"return_role\":\"BUYER\",\"return_type\":\"REFUND\",\"return_status\":\"RETURN_OR_REFUND_REQUEST_%s\",\"return_id\":\"4035\",\"update_time\":%d}}"
        .formatted(status, now() / 1000, ORDER, status, now() / 1000);
  }

  @Tag("plays:tiktok-shop")
  @Test
  void tiktokShop_fromItsFirstPushToTheTotal(@TempDir Path dir) throws Exception {
    try (PlatformStage stage = new PlatformStage(dir, new TiktokShopVoice(), FakeTiktokShop::new)) {
      buy(stage, Long.toString(ORDER), tiktok("UNPAID"), tiktok("AWAITING_SHIPMENT"), "");
      assertThat(stage.say(tiktok("IN_TRANSIT"))).isEmpty();
      assertThat(stage.say(tiktok("NEVER_HEARD_OF"))).isEmpty();
      assertThat(stage.say(tiktokReturn("PENDING"))).isEmpty();

      stage.api.put(new FakeRefund("4035", Long.toString(ORDER), true, 2_990));
      giveBack(stage, tiktokReturn("COMPLETE"), tiktok("CANCEL"), "");
      stage.assertProved();
    }
  }
}

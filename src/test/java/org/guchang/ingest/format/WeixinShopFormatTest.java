package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.guchang.event.Event;
import org.guchang.ingest.Acme;
import org.guchang.ingest.format.Voice.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those of developers.weixin.qq.com. */
final class WeixinShopFormatTest {
  private static final long AT = Acme.NOW - 60_000;
  private static final String ORDER = "3705115058471208928";

  private static final String ENCRYPT =
      "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";

  private final WeixinShopVoice voice = new WeixinShopVoice();
  private final Hearing shop =
      new Hearing(voice, new WeixinShopFormat(Acme.settings().limits(), Hearing.persons()));

  private static Sent officialPush(String msgSignature) {
    return Sent.post(
            Hearing.PATH,
            Map.of(),
            "{\"ToUserName\":\"gh_97417a04a28d\",\"Encrypt\":\"%s\"}"
                .formatted(ENCRYPT)
                .getBytes(UTF_8))
        .withQuery(
            "signature=6c5c811b55cc85e0e1b54100749188c20beb3f5d&timestamp=1714112445&nonce=415670741&openid=o9AgO5Kd5ggOC-bXrbNODIiE3bGY&encrypt_type=aes&msg_signature="
                + msgSignature);
  }

  private static Sent officialVerification(String signature) {
    return new Sent(
        "GET",
        Hearing.PATH,
        "signature="
            + signature
            + "&timestamp=1714036504&nonce=1514711492&echostr=4375120948345356249",
        Map.of(),
        new byte[0]);
  }

  private static String event(String event, String more) {
    return "{\"ToUserName\":\"gh_1\",\"FromUserName\":\"o-buyer\",\"CreateTime\":"
        + AT / 1000
        + ",\"MsgType\":\"event\",\"Event\":\""
        + event
        + "\","
        + more
        + "}";
  }

  private static String aftersale(String status) {
    return event(
        "channels_ec_aftersale_update",
        "\"finder_shop_aftersale_status_update\":{\"status\":\""
            + status
            + "\",\"after_sale_order_id\":\"1234567\",\"order_id\":\""
            + ORDER
            + "\"}");
  }

  @Test
  void officialVerification_isEchoed() throws Exception {
    Push.Handshake handshake =
        (Push.Handshake)
            shop.push(officialVerification("f464b24fc39322e44b38aa78f5edd27bd1441696"));

    assertThat(new String(handshake.reply().body(), UTF_8)).isEqualTo("4375120948345356249");
    assertThat(handshake.reply().mediaType()).startsWith("text/plain");
    assertThat(handshake.reply().status()).isEqualTo(200);
    assertThat(handshake.what()).isEqualTo("verification");
  }

  @Test
  void verificationWithAnotherSignature_isNotGenuine() {
    assertThatThrownBy(
            () -> shop.push(officialVerification("f464b24fc39322e44b38aa78f5edd27bd1441697")))
        .isInstanceOf(NotGenuine.class)
        .hasMessageContaining("signature");
  }

  @Test
  void echo_isSentBackWithItsPlusAndItsPercents() throws Exception {
    Push.Handshake handshake =
        (Push.Handshake) shop.push(voice.verify(Hearing.PATH, "a+b%2F%3D", Acme.NOW));

    assertThat(new String(handshake.reply().body(), UTF_8)).isEqualTo("a+b/=");
  }

  @Test
  void officialSignatureOfAPlainPush_isTheSameRecipe() {
    assertThat(WeixinShopVoice.sha1("AAAAA", "1714037059", "486452656"))
        .isEqualTo("899cf89e464efb63f54ddac96b0a0a235f53aa78");
  }

  @Test
  void officialPushWithPadding19_isDecrypted() throws Exception {
    Push.Delivered push =
        (Push.Delivered) shop.push(officialPush("046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"));

    assertThat(push.id()).isNull();
    assertThat(push.delivery().ignored()).containsExactly("debug_demo");
    assertThat(new String(push.delivery().message(0), UTF_8))
        .isEqualTo(
            "{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\",\"CreateTime\":1714112445,\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"debug_str\":\"hello world\"}");
  }

  @Test
  void pushWithTheSignatureThatLeavesTheBodyOut_isNotGenuine() {
    assertThatThrownBy(() -> shop.push(officialPush("6c5c811b55cc85e0e1b54100749188c20beb3f5d")))
        .isInstanceOf(NotGenuine.class)
        .hasMessageContaining("msg_signature");
  }

  @Test
  void everyPaddingFrom1To32_isTakenOff() throws Exception {
    for (int more = 0; more < 32; more++) {
      ParsedDelivery parsed =
          shop.hear(event("debug_demo", "\"debug_str\":\"" + "x".repeat(more) + "\""));

      assertThat(parsed.ignored()).containsExactly("debug_demo");
    }
  }

  @Test
  void messageForAnotherApp_isNotGenuine() {
    String encrypted =
        WeixinShopVoice.encrypt(
            "wx0000000000000000", event("debug_demo", "\"a\":1").getBytes(UTF_8));

    assertThatThrownBy(() -> shop.push(WeixinShopVoice.sealed(Hearing.PATH, encrypted, Acme.NOW)))
        .isInstanceOf(NotGenuine.class)
        .hasMessageContaining("appId");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 33, 127, 128, 255})
  void paddingOutOfRange_isNotGenuine(int padding) {
    byte[] plain = new byte[64];
    plain[63] = (byte) padding;

    assertThatThrownBy(
            () ->
                shop.push(
                    WeixinShopVoice.sealed(
                        Hearing.PATH, WeixinShopVoice.encryptBlocks(plain), Acme.NOW)))
        .isInstanceOf(NotGenuine.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 44, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void lengthBeyondTheMessage_isNotGenuine(int length) {
    byte[] plain = new byte[64];
    java.nio.ByteBuffer.wrap(plain).putInt(16, length);
    plain[63] = 1;

    assertThatThrownBy(
            () ->
                shop.push(
                    WeixinShopVoice.sealed(
                        Hearing.PATH, WeixinShopVoice.encryptBlocks(plain), Acme.NOW)))
        .isInstanceOf(NotGenuine.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<xml></xml>", "{}", "{\"Encrypt\":1}", "[]", "null"})
  void bodyThatIsNotOfTheSecureModeInJson_isNotGenuine(String body) {
    assertThatThrownBy(() -> shop.push(shop.said("{}").withBody(body.getBytes(UTF_8))))
        .isInstanceOf(NotGenuine.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "timestamp=1", "timestamp=1&nonce=%zz", "timestamp=1&nonce=2", "&=&"})
  void queryWithoutWhatIsSigned_isNotGenuine(String query) {
    assertThatThrownBy(() -> shop.push(shop.said("{}").withQuery(query)))
        .isInstanceOf(NotGenuine.class);
  }

  @Test
  void signedMessageThatIsNoJson_isUnreadable() {
    assertThatThrownBy(() -> shop.hear("<xml></xml>")).isInstanceOf(UnreadableDelivery.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {ORDER, "\"" + ORDER + "\""})
  void newOrder_isPlacedByItsBuyer_itsIdANumberOrAText(String id) throws Exception {
    ParsedDelivery parsed =
        shop.hear(event("channels_ec_order_new", "\"order_info\":{\"order_id\":" + id + "}"));

    Event.OrderPlaced placed = (Event.OrderPlaced) Hearing.only(parsed);
    assertThat(placed.orderId()).isEqualTo(ORDER);
    assertThat(placed.buyer()).isEqualTo(shop.persons.of("weixin", "o-buyer"));
    assertThat(placed.origin().id()).isEqualTo("channels_ec_order_new:" + ORDER + ":" + AT / 1000);
    assertThat(parsed.unplaced().get(0).clue()).isEqualTo(Clue.ofNewOrder("weixin", ORDER, AT, AT));
  }

  @Test
  void payment_isPaidAtItsOwnTimeWithItsAmountPending_andLookedUp() throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            event(
                "channels_ec_order_pay",
                "\"order_info\":{\"order_id\":"
                    + ORDER
                    + ",\"pay_time\":"
                    + (AT / 1000 - 5)
                    + "}"));

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderPaidPending.class);
    Clue clue = Clue.ofNewOrder("weixin", ORDER, Clue.UNKNOWN, AT - 5_000);
    assertThat(parsed.lookups()).containsExactly(new Lookup(0, clue, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void cancellation_movesNoMoney_alsoAfterRefunds(int type) throws Exception {
    ParsedDelivery parsed =
        shop.hear(
            event(
                "channels_ec_order_cancel",
                "\"order_info\":{\"order_id\":" + ORDER + ",\"cancel_type\":" + type + "}"));

    assertThat(Hearing.only(parsed)).isInstanceOf(Event.OrderCancelled.class);
    assertThat(parsed.lookups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS"})
  void refund_isLookedUp(String status) throws Exception {
    ParsedDelivery parsed = shop.hear(aftersale(status));

    assertThat(parsed.unplaced()).isEmpty();
    assertThat(parsed.lookups())
        .containsExactly(new Lookup(0, Clue.ofOrder("weixin", ORDER, Clue.UNKNOWN, AT), "1234567"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"USER_CANCELD", "MERCHANT_PROCESSING", "PLATFORM_REFUNDING"})
  void aftersaleWithoutMoney_isIgnored(String status) throws Exception {
    assertThat(shop.hear(aftersale(status)).ignored())
        .containsExactly("channels_ec_aftersale_update");
  }

  @Test
  void aftersaleStatusThatNobodyKnows_isRefused() throws Exception {
    assertThat(Hearing.faults(shop.hear(aftersale("NEW_STATUS"))))
        .extracting(Fault::pointer)
        .containsExactly("/finder_shop_aftersale_status_update/status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deliver", "wait_shipping", "confirm", "settle", "ext_info_update"})
  void whatIsOfNoUse_isIgnored(String name) throws Exception {
    String event = "channels_ec_order_" + name;

    assertThat(shop.hear(event(event, "\"order_info\":{\"order_id\":1}")).ignored())
        .containsExactly(event);
  }

  @Test
  void chatMessage_isIgnored() throws Exception {
    String chat =
        event("x", "\"Content\":\"我要退货\"").replace("\"MsgType\":\"event\"", "\"MsgType\":\"text\"");

    assertThat(shop.hear(chat).ignored()).containsExactly("message");
  }

  @Test
  void unknownEvent_isRefused() throws Exception {
    assertThat(Hearing.faults(shop.hear(event("product_spu_audit", "\"a\":1"))))
        .containsExactly(new Fault("/Event", "is none that this server knows"));
  }

  @Test
  void orderWithoutAnId_isRefused() throws Exception {
    assertThat(Hearing.faults(shop.hear(event("channels_ec_order_new", "\"order_info\":{}"))))
        .extracting(Fault::pointer)
        .containsExactly("/order_info/order_id");
  }

  @Test
  void messageKept_isReadAgainWithItsBuyerAsAToken() throws Exception {
    String kept =
        new String(
            shop.hear(event("channels_ec_order_new", "\"order_info\":{\"order_id\":" + ORDER + "}"))
                .message(0),
            UTF_8);
    String redacted = kept.replace("o-buyer", shop.persons.token("weixin", "o-buyer"));

    Event.OrderPlaced placed = (Event.OrderPlaced) Hearing.only(shop.reread(redacted));

    assertThat(placed.buyer()).isEqualTo(shop.persons.of("weixin", "o-buyer"));
  }

  @Test
  void words_areSuccessAndNothingElse() {
    Words words = shop.hook.words();

    assertThat(new String(words.success().body(), UTF_8)).isEqualTo("success");
    assertThat(words.failure(503, "away").status()).isEqualTo(503);
  }
}

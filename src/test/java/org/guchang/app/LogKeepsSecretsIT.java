package org.guchang.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guchang.ingest.format.Voice.Sent;
import org.guchang.ingest.format.WeixinShopVoice;
import org.guchang.ingest.format.WholeSecond;
import org.guchang.log.Logfmt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The log of the built server, in both of its forms and at its most talkative, after partners and
 * platforms said what they should and should not have said.
 */
class LogKeepsSecretsIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER_SECRET = "whsec_Z3VjaGFuZyBkZW1vIHNlY3JldCwgbm90IGZvciB1c2U=";
  private static final String SHOP_SECRET = "hush-hush-of-the-shop";
  private static final String PRIVACY_KEY = "a-key-that-nobody-sees";
  private static final String NAME = "王小明";
  private static final String PHONE = "13912345678";
  private static final String ADDRESS = "晋祠路一号";
  private static final String EVIL = "x\" level=ERROR msg=\"forged";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WeixinShopVoice weixin = new WeixinShopVoice();
  private final OffsetDateTime now = WholeSecond.now(ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void everyLineIsOne_saysWhoseDeliveryItIs_andNothingOfAPerson(String format, @TempDir Path dir)
      throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog());
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nnew-1,交城骏枣,交城县\n");
    String settings =
        "catalog: {dir: %s}%nlog: {format: %s, level: debug}%nprivacy: {key: %s}%n"
            .formatted(catalog, format, PRIVACY_KEY);
    String log;
    try (ServerProcess server = new ServerProcess(dir, settings).awaitReady()) {
      sayEverything(server);
      assertThat(server.terminate()).isZero();
      log = server.log();
    }

    assertThat(log)
        .doesNotContain(NAME, PHONE, ADDRESS)
        .doesNotContain(SECRET, SECRET.substring(6), OTHER_SECRET, SHOP_SECRET, PRIVACY_KEY)
        .doesNotContain(weixin.keys().get("encodingAesKey"), "o-buyer", "buyer-of-ours");
    List<Map<String, String>> lines =
        log.lines().map(line -> format.equals("json") ? json(line) : Logfmt.read(line)).toList();
    assertThat(lines)
        .allSatisfy(line -> assertThat(line).containsKeys("time", "level", "logger", "msg"));
    assertStartAndStop(server(lines), dir);
    assertDeliveries(lines);
  }

  private static List<Map<String, String>> server(List<Map<String, String>> lines) {
    return lines.stream().filter(line -> !line.containsKey("delivery")).toList();
  }

  private void sayEverything(ServerProcess server) throws Exception {
    NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
    String good = NativePartner.paid("today", "o1", "枣").replace("b-o1", "buyer-of-ours");
    assertThat(acme.send(SECRET, "msg-good", good)).isEqualTo(200);
    String telling = good.replace("\"amountFen\":1000,", "\"amountFen\":\"" + PHONE + "\",");
    assertThat(acme.send(SECRET, "msg-refused", telling.replace("\"o1\"", "\"" + NAME + "\"")))
        .isEqualTo(422);
    for (int i = 0; i < 5; i++) {
      assertThat(acme.send(OTHER_SECRET, "msg-wrong-" + i, good + ADDRESS)).isEqualTo(401);
    }
    assertThat(acme.send(SECRET, "msg-broken", "{\"buyer\":\"" + NAME + PHONE + ADDRESS))
        .isEqualTo(400);
    assertThat(acme.send(SECRET, "msg-good", good.replace("o1", "o2"))).isEqualTo(422);
    NativePartner stranger = new NativePartner(server.partnerDoor(), "stranger");
    assertThat(stranger.send(SECRET, "msg-stranger", good)).isEqualTo(401);
    assertThat(send(evil(server))).isEqualTo(401);

    assertThat(shopify(server, order(1, now))).isEqualTo(200);
    assertThat(shopify(server, order(2, now.minusDays(9)))).isEqualTo(200);
    assertThat(shopify(server, NAME + PHONE)).isEqualTo(200);
    assertThat(send(weixin("/hooks/wx", now), server)).isEqualTo(200);
    assertThat(send(weixin("/hooks/wx", now.minusDays(9)), server)).isEqualTo(200);
  }

  private static void assertStartAndStop(List<Map<String, String>> lines, Path dir) {
    assertThat(lines.get(0)).containsEntry("msg", "Guchang starts").containsKeys("version", "java");
    assertThat(lines.get(1))
        .containsEntry("msg", "Settings in effect")
        .containsEntry("privacy.key", "***")
        .containsEntry("log.level", "debug")
        .containsEntry("data.dir", dir.resolve("data").toString());
    assertThat(with(lines, "door"))
        .extracting(line -> line.get("door") + " " + line.get("msg"))
        .containsExactly("ops A door is open", "screen A door is open", "partner A door is open");
    assertThat(with(lines, "door"))
        .allSatisfy(line -> assertThat(line.get("address")).startsWith("http://127.0.0.1:"));
    assertThat(lines.get(lines.size() - 1)).containsEntry("msg", "Stopped");
  }

  private static void assertDeliveries(List<Map<String, String>> lines) {
    assertThat(of(lines, "msg-good"))
        .extracting(
            line -> line.get("level") + " " + line.get("status"), line -> line.get("session"))
        .containsExactly(tuple("DEBUG 200", "today"), tuple("WARN 422", "today"));
    assertThat(of(lines, "msg-refused"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("partner", "acme")
                    .containsEntry("outcome", "refused")
                    .containsEntry("accepted", "0")
                    .containsEntry("refused", "1"));
    assertThat(lines.stream().filter(line -> line.getOrDefault("delivery", "").contains("wrong")))
        .hasSizeBetween(1, 4)
        .first()
        .satisfies(line -> assertThat(line.get("reason")).contains("no signature fits"));
    assertThat(of(lines, "msg-broken")).singleElement().extracting("status").isEqualTo("400");
    assertThat(of(lines, "msg-stranger"))
        .singleElement()
        .extracting("partner")
        .isEqualTo("stranger");
    assertThat(of(lines, EVIL)).singleElement().extracting("level").isEqualTo("WARN");
    assertThat(lines.stream().filter(line -> "shop".equals(line.get("partner"))))
        .extracting(line -> line.get("outcome"), line -> line.get("session"))
        .contains(tuple("accepted", "today"), tuple("quarantined", null));
    assertThat(lines.stream().filter(line -> "shop".equals(line.get("partner"))))
        .allSatisfy(line -> assertThat(line.get("delivery")).startsWith("push-"));
    assertThat(lines.stream().filter(line -> "wx".equals(line.get("partner")))).isNotEmpty();
  }

  private static List<Map<String, String>> of(List<Map<String, String>> lines, String delivery) {
    return lines.stream().filter(line -> delivery.equals(line.get("delivery"))).toList();
  }

  private static List<Map<String, String>> with(List<Map<String, String>> lines, String key) {
    return lines.stream().filter(line -> line.containsKey(key)).toList();
  }

  private static Map<String, String> json(String line) {
    try {
      return JSON.readValue(line, new TypeReference<Map<String, Object>>() {}).entrySet().stream()
          .collect(
              Collectors.toMap(Map.Entry::getKey, field -> Objects.toString(field.getValue())));
    } catch (IOException e) {
      throw new AssertionError("not one JSON object: " + line, e);
    }
  }

  private String catalog() {
    return """
        platforms: [{id: douyin, name: 抖音}, {id: shopify, name: 独立站}, {id: weixin, name: 视频号}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2099-05-19}]
        sessions:
          - {id: today, campaign: may, county: 交城县, title: t,
             platforms: [douyin, shopify, weixin], startsAt: "%s", endsAt: "%s"}
        partners:
          - {id: acme, format: native, secrets: [%s], sessions: ["*"], platforms: [douyin]}
          - {id: shop, format: shopify, secret: %s, sessions: ["*"], platforms: [shopify]}
          - {id: wx, format: weixin-shop, sessions: ["*"], platforms: [weixin], token: %s,
             encodingAesKey: %s, appId: %s}
        """
        .formatted(
            now.minusHours(1),
            now.plusHours(3),
            SECRET,
            SHOP_SECRET,
            weixin.keys().get("token"),
            weixin.keys().get("encodingAesKey"),
            weixin.keys().get("appId"));
  }

  private static String order(long id, OffsetDateTime created) {
    return """
        {"id":%1$d,"name":"#1","test":false,"total_price":"9.90","currency":"CNY",
         "financial_status":"paid","created_at":"%2$s","updated_at":"%2$s",
         "customer":{"id":5,"first_name":"%3$s","phone":"%4$s"},
         "shipping_address":{"name":"%3$s","phone":"%4$s","address1":"%5$s"},
         "line_items":[{"id":1,"sku":"new-1","title":"枣","quantity":1,"price":"9.90"}]}
        """
        .formatted(id, created, NAME, PHONE, ADDRESS);
  }

  private static int shopify(ServerProcess server, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SHOP_SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] seal = mac.doFinal(body.getBytes(UTF_8));
    return send(
        HttpRequest.newBuilder(server.partnerDoor().resolve("/hooks/shop"))
            .header("Content-Type", "application/json")
            .header("X-Shopify-Topic", "orders/paid")
            .header("X-Shopify-Webhook-Id", "push-" + body.length())
            .header("X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(seal))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private Sent weixin(String path, OffsetDateTime at) {
    String message =
        """
        {"ToUserName":"gh_1","FromUserName":"o-buyer","CreateTime":%d,"MsgType":"event",
         "Event":"channels_ec_order_new","order_info":{"order_id":%d,"tel_number":"%s",
         "user_name":"%s","detail_info":"%s"}}
        """
            .formatted(at.toEpochSecond(), at.toEpochSecond(), PHONE, NAME, ADDRESS);
    return weixin.say(path, message.getBytes(UTF_8), now.toInstant().toEpochMilli());
  }

  /** What would be a line of its own, were it not one value of another. */
  private static HttpRequest evil(ServerProcess server) {
    return HttpRequest.newBuilder(server.partnerDoor().resolve("/hooks/x%0Alevel=ERROR"))
        .header("Content-Type", "application/json")
        .header("webhook-id", EVIL)
        .header("webhook-timestamp", "1")
        .header("webhook-signature", "v1," + SECRET)
        .POST(BodyPublishers.ofString("{}"))
        .build();
  }

  private static int send(Sent sent, ServerProcess server) throws Exception {
    return send(sent.to(server.partnerDoor()));
  }

  private static int send(HttpRequest request) throws Exception {
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }
}

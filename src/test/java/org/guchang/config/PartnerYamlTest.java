package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog.Partner;
import org.guchang.config.Catalog.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerYamlTest {
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String AES = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
  private static final String HEAD =
      """
      platforms: [{id: douyin, name: 抖音}, {id: kuaishou, name: 快手}]
      campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19}]
      """;
  private static final String SESSIONS =
      """
      sessions:
        - {id: jc, campaign: may, county: 交城县, title: t, platforms: [douyin], \
      startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00", \
      rooms: {douyin: ["7012345678901234567", "7012345678901234568"], kuaishou: 42}}
        - {id: ws, campaign: may, county: 文水县, title: t, platforms: [douyin], \
      startsAt: "2020-05-16T20:00:00+08:00", endsAt: "2020-05-16T22:00:00+08:00"}
      partners:
      """;
  private static final int PARTNER_LINE = 7;

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format: doudian, appKey: k, appSecret: s",
        "format: doudian, appKey: k, appSecret: s, md5: false",
        "format: douyin-open, clientSecret: s",
        "format: douyin-open, clientSecret: s, clientId: c",
        "format: douyin-live, secret: s",
        "format: kuaishou, appKey: k, messageKey: AAECAwQFBgcICQoLDA0ODw==, appSecret: s",
        "format: weixin-shop, token: t, encodingAesKey: " + AES + ", appId: wx1",
        "format: youzan, clientId: c, clientSecret: s",
        "format: shopify, secret: s",
        "format: shopify, secrets: [old, new]",
        "format: tiktok-shop, appKey: k, appSecret: s",
        "format: xiaohongshu, appKey: k, appSecret: s",
        "format: csv, secrets: [" + SECRET + "]",
        "secrets: [" + SECRET + "]"
      })
  void partnerOfAFormat_isReadWithItsKeys(String keys) throws Exception {
    Partner partner = partner(keys);

    partner.keys().forEach((key, value) -> assertThat(keys).contains(value));
    assertThat(partner.keys().size() + partner.secrets().size()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format: doudian, appKey: k"
            + "|partners[0].appSecret is missing; format doudian expects appKey, appSecret as the"
            + " platform's console shows them",
        "format: kuaishou, appKey: k, messageKey: c2hvcnQ="
            + "|partners[0].messageKey does not fit; the base64 of 16, 24 or 32 bytes is expected",
        "format: weixin-shop, token: t, encodingAesKey: short, appId: a"
            + "|partners[0].encodingAesKey does not fit; the 43 letters and digits of the console"
            + " are expected",
        "format: duodian, appKey: k"
            + "|partners[0].format \"duodian\" is none that is spoken here; did you mean doudian?"
            + " There are csv, doudian, douyin-live, douyin-open, kuaishou, native, shopify,"
            + " tiktok-shop, weixin-shop, xiaohongshu, youzan",
        "format: doudian, appKey: k, appSecret: s, clientId: c"
            + "|partners[0].clientId is nothing that format doudian reads; it reads appKey,"
            + " appSecret, md5",
        "format: doudian, appKey: k, appSecret: s, md5: no"
            + "|partners[0].md5 does not fit; true or false is expected",
        "format: doudian, appKey: k, appSecret: '${NOT_SET}'"
            + "|partners[0].appSecret names the environment variable NOT_SET, which is not set",
        "format: doudian, appKey: k, appSecret: '${NOT SET}'"
            + "|partners[0].appSecret is no name of an environment variable; ${NAME} of letters,"
            + " digits and _ is expected",
        "format: shopify|partners[0].secrets is missing; a list with at least one is expected",
        "format: shopify, secret: a, secrets: [b]"
            + "|partners[0].secret and secrets are both there; one of them is expected",
        "format: doudian, appKey: k, appSecret: s, md55: false"
            + "|partners[0].md55 is not known here; did you mean md5?",
        "format: shopify, secret: a, addresses: [10.0.0.0/33]"
            + "|partners[0].addresses \"10.0.0.0/33\" does not fit; an address or a range of them"
            + " like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32 is expected",
        "format: shopify, secret: a, addresses: [example.com]"
            + "|partners[0].addresses \"example.com\" does not fit; an address or a range of them"
            + " like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32 is expected",
        "format: shopify, secret: a, rate: {eventsPerSecond: 0}"
            + "|partners[0].rate.eventsPerSecond is \"0\"; a whole number from 1 to 1000000 is"
            + " expected",
        "format: shopify, secret: a, api: {accessToken: x}"
            + "|partners[0].api.baseUrl is missing; the address of the platform's API like"
            + " https://api.example.com is expected"
      })
  void whatDoesNotFit_isNamed_byFileLineKeyAndWhatIsExpected(String keys, String problem)
      throws IOException {
    assertThat(problems("session: jc, " + keys))
        .containsExactly("catalog.yaml:" + PARTNER_LINE + ": " + problem);
  }

  @Test
  void keys_mayStandInTheEnvironment() throws Exception {
    Partner partner = partner("format: doudian, appKey: '${KEY}', appSecret: '${SECRET}'");

    assertThat(partner.key("appKey")).isEqualTo("7000000000000000001");
    assertThat(partner.key("appSecret")).isEqualTo(SECRET);
  }

  @Test
  void nothingSecret_isShown() throws Exception {
    Partner partner =
        partner(
            "format: doudian, appKey: k, appSecret: hushhush, api: {baseUrl: 'http://a.example',"
                + " accessToken: hushtoken}");
    Partner shop = partner("format: shopify, secrets: [hushone, hushtwo]");

    assertThat(partner.toString() + shop + shop.secrets())
        .contains("doudian", "appSecret")
        .doesNotContain("hush");
  }

  @Test
  void limitsAndApi_areRead() throws Exception {
    Partner partner =
        partner(
            "format: kuaishou, appKey: k, messageKey: AAECAwQFBgcICQoLDA0ODw==, rate:"
                + " {eventsPerSecond: 50}, addresses: [10.1.0.0/16, '2001:db8::/32', 203.0.113.7],"
                + " api: {baseUrl: 'https://api.example.com', accessToken: '${KEY}'}");

    assertThat(partner.rate()).isEqualTo(new Catalog.Rate(50, 1000));
    assertThat(partner.api())
        .containsExactly(
            Map.entry("baseUrl", "https://api.example.com"),
            Map.entry("accessToken", "7000000000000000001"));
    assertThat(allowed(partner, "10.1.255.3")).isTrue();
    assertThat(allowed(partner, "10.2.0.1")).isFalse();
    assertThat(allowed(partner, "2001:db8:1::5")).isTrue();
    assertThat(allowed(partner, "2001:db9::5")).isFalse();
    assertThat(allowed(partner, "203.0.113.7")).isTrue();
    assertThat(allowed(partner, "203.0.113.8")).isFalse();
    assertThat(allowed(partner, "::ffff:10.1.2.3")).isTrue();
  }

  private static boolean allowed(Partner partner, String address) throws IOException {
    InetAddress from = InetAddress.getByName(address);
    return partner.addresses().stream().anyMatch(range -> range.contains(from));
  }

  @Test
  void roomsOfASession_areReadByPlatform() throws Exception {
    Catalog.Session session = load("secrets: [" + SECRET + "]").sessions().get("jc");

    assertThat(session.hasRoom("douyin", "7012345678901234568")).isTrue();
    assertThat(session.hasRoom("kuaishou", "42")).isTrue();
    assertThat(session.hasRoom("kuaishou", "7012345678901234568")).isFalse();
  }

  @Test
  void whatIsSaidOfOrderLists_isRead() throws Exception {
    Partner partner =
        partner(
            "format: csv, secrets: ["
                + SECRET
                + "], csv: [{platform: douyin, like: kuaishou, zone: UTC, columns: {orderId: 订单号,"
                + " amount: [实付, 应付]}, statuses: {已拍下: unpaid, 已结清: paid}}]");

    assertThat(partner.csv())
        .containsExactly(
            new CsvMapping(
                "douyin",
                "kuaishou",
                Map.of(CsvColumn.ORDER_ID, List.of("订单号"), CsvColumn.AMOUNT, List.of("实付", "应付")),
                Map.of("已拍下", CsvStatus.UNPAID, "已结清", CsvStatus.PAID),
                ZoneId.of("UTC")));
  }

  @Test
  void secrets_haveTheirTimes_andMayComeFromAFile() throws Exception {
    Files.writeString(dir.resolve("old.secret"), SECRET + "\n");
    Partner partner =
        partner(
            "secrets: [{file: old.secret, notAfter: '2020-05-17T00:00:00+08:00'}, {secret:"
                + " whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD, notBefore: '2020-05-16T00:00:00+08:00'}]");

    Secret old = partner.secrets().get(0);
    Secret next = partner.secrets().get(1);
    assertThat(old.value()).isEqualTo(SECRET);
    assertThat(old.activeAt(millis("2020-05-16T23:59:59+08:00"))).isTrue();
    assertThat(old.activeAt(millis("2020-05-17T00:00:00+08:00"))).isFalse();
    assertThat(next.activeAt(millis("2020-05-15T23:59:59+08:00"))).isFalse();
    assertThat(next.activeAt(millis("2020-05-16T00:00:00+08:00"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{file: nowhere.secret}"
            + "|partners[0].secrets[0].file \"nowhere.secret\" cannot be read: NoSuchFileException",
        "{notAfter: '2020-05-17T00:00:00+08:00'}"
            + "|partners[0].secrets[0].secret or file is expected, one of the two",
        "{secret: whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD, notBefore: '2020-05-17T00:00:00+08:00',"
            + " notAfter: '2020-05-16T00:00:00+08:00'}"
            + "|partners[0].secrets[0].notAfter is not after notBefore",
        "{secret: tooShort}"
            + "|partners[0].secrets[0].secret is not a secret; whsec_ and the base64 of 24 to 64"
            + " bytes is expected, as \"guchang secret\" makes them"
      })
  void secretThatDoesNotFit_isNamed(String secret, String problem) throws IOException {
    assertThat(problems("secrets: [" + secret + "]"))
        .containsExactly("catalog.yaml:" + PARTNER_LINE + ": " + problem);
  }

  @Test
  void overlappingSessions_areNamed_whereAPushNamesNone() throws Exception {
    assertThat(problems("format: shopify, secret: s"))
        .containsExactly(
            "catalog.yaml:"
                + PARTNER_LINE
                + ": sessions of partner p overlap: jc (line 4) and ws (line 5) are on at the same"
                + " time, and a shopify push names none; give the partner one of them as its"
                + " session, or fewer sessions");
    assertThat(load("format: shopify, secret: s, session: ws").partners().get("p").session())
        .isEqualTo("ws");
  }

  @Test
  void fixedSession_mustBeOneOfThePartners() throws IOException {
    assertThat(problems("format: shopify, secret: s, session: june"))
        .containsExactly(
            "catalog.yaml:7: partners[0].session names \"june\", which is not in this catalog; did"
                + " you mean jc?");
  }

  private static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  private Partner partner(String keys) throws Exception {
    Partner partner = load("session: jc, " + keys).partners().get("p");
    assertThat(partner).isNotNull();
    return partner;
  }

  private Catalog load(String keys) throws Exception {
    Files.writeString(
        dir.resolve("catalog.yaml"),
        HEAD + SESSIONS + "  - {id: p, sessions: ['*'], platforms: ['*'], " + keys + "}\n");
    Files.writeString(dir.resolve("products.csv"), "sku,name,county\n");
    return CatalogLoader.load(dir, Map.of("KEY", "7000000000000000001", "SECRET", SECRET));
  }

  private List<String> problems(String keys) throws IOException {
    CatalogProblems refused = catchThrowableOfType(CatalogProblems.class, () -> load(keys));
    return refused.problems().stream().map(Problem::toString).toList();
  }
}

package org.guchang.ingest.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.SettingsLoader;
import org.guchang.ingest.WebhookSignature;
import org.guchang.redis.EmbeddedRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Order lists as platforms export them, with the people who bought, through the real door: good
 * rows and all kinds of bad ones. Nobody is in what Redis wrote, in the log, in the quarantine or
 * in the answer.
 */
final class ListedPersonsIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NAME = "张三丰";
  private static final String PHONE = "13800138000";
  private static final String STREET = "龙泉路八号";
  private static final String TIME = "2020-05-16 20:31:07";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By platform, the headings of its list that matter. */
  private static final Map<String, String> HEADINGS =
      Map.of(
          "taobao",
          "订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,买家留言,订单创建时间,订单付款时间,宝贝标题,宝贝总数量",
          "pinduoduo",
          "订单号,商品,订单状态,商品数量(件),用户实付金额(元),收货人,手机,街道,订单成交时间,支付时间,商家编码-规格维度",
          "jd",
          "订单号,商品ID,商品名称,订购数量,下单时间,付款确认时间,应付金额,订单状态,客户姓名,客户地址,联系电话,货号",
          "douyin",
          "主订单编号,子订单编号,选购商品,商品数量,商品ID,商家编码,订单应付金额,收件人,收件人手机号,详细地址,买家留言,订单提交时间,支付完成时间,订单状态",
          "kuaishou",
          "订单号,订单状态,订单创建时间,订单支付时间,实付款,商品名称,成交数量,SKU编码,收货人姓名,收货人电话,收货地址,买家昵称",
          "weixin",
          "订单号,订单下单时间,支付时间,订单状态,订单实际支付金额,商品名称,商品数量,收件人姓名,收件人手机,收件人地址,SKU编码(自定义)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ch.qos.logback.classic.Logger root =
      (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  @TempDir private Path dir;
  private Application application;
  private Doors doors;
  private int deliveries;

  @BeforeEach
  void open() throws Exception {
    log.start();
    root.addAppender(log);
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog());
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\njc-001,骏枣,交城县\n");
    application =
        Application.of(
            SettingsLoader.load(
                (Path) null,
                Map.of(
                    "GUCHANG_SCREEN_PORT", "0",
                    "GUCHANG_PARTNER_PORT", "0",
                    "GUCHANG_OPS_PORT", "0",
                    "GUCHANG_DATA_DIR", dir.resolve("data").toString(),
                    "GUCHANG_CATALOG_DIR", catalog.toString(),
                    "GUCHANG_LEDGER_DURABILITY", "everysec")),
            new CatalogHolder(CatalogLoader.load(catalog)),
            new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false));
    doors = application.start().await(60, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    application.stop();
    root.detachAppender(log);
  }

  private static String catalog() {
    String all = String.join(", ", HEADINGS.keySet());
    StringBuilder yaml = new StringBuilder("platforms:\n");
    HEADINGS.keySet().forEach(id -> yaml.append("  - {id: %1$s, name: %1$s}%n".formatted(id)));
    yaml.append(
        """
        campaigns: [{id: c, title: t, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: s, campaign: c, county: 交城县, title: t, startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00", platforms: [%s]}
        partners:
        """
            .formatted(all));
    for (String id : HEADINGS.keySet()) {
      String buyers =
          id.equals("taobao") ? ", csv: [{platform: taobao, columns: {buyer: 买家会员名}}]" : "";
      yaml.append(
          "  - {id: %1$s-list, format: csv, secrets: [%2$s], sessions: [\"*\"], platforms: [%1$s]%3$s}%n"
              .formatted(id, SECRET, buyers));
    }
    return yaml.toString();
  }

  /** What stands under a heading in a good row. */
  private static String cell(String heading, String orderId) {
    if (heading.matches(".*(地址|街道)")) {
      return STREET;
    } else if (heading.matches(".*(手机|电话|手机号)")) {
      return PHONE;
    } else if (heading.matches(".*(姓名|收货人|收件人|会员名|昵称|留言)")) {
      return NAME;
    } else if (heading.endsWith("时间")) {
      return TIME;
    } else if (heading.endsWith("状态")) {
      return "已发货";
    } else if (heading.matches(".*(金额|实付款|金额\\(元\\))")) {
      return "29.90";
    } else if (heading.matches(".*数量(\\(件\\))?")) {
      return "1";
    } else if (heading.matches("(主|子)?订单编?号")) {
      return orderId;
    } else if (heading.equals("商品ID")) {
      return "3400001";
    }
    return heading.matches(".*(编码.*|货号)") ? "jc-001" : "交城骏枣";
  }

  /** A row with other cells where a heading matches. */
  private static String row(String headings, String orderId, String like, String instead) {
    return Stream.of(headings.split(",", -1))
        .map(heading -> heading.matches(like) ? instead : cell(heading, orderId))
        .collect(Collectors.joining(","));
  }

  /** One good row, and one of each way in which rows are bad. */
  private static String list(String headings) {
    String amount = ".*(金额|实付款|金额\\(元\\))";
    String good = row(headings, "7000000000000000001", "", "");
    String slipped = row(headings, "7000000000000000002", ".*(地址|街道)", STREET + "," + NAME + "收");
    String early = row(headings, "7000000000000000003", "", "").replaceFirst(NAME + ",", "");
    return String.join(
        "\n",
        headings,
        good,
        slipped,
        early,
        row(headings, "7000000000000000004", amount, NAME + " " + PHONE),
        row(headings, "7000000000000000005", ".*状态", "山西省吕梁市" + STREET + "1单元"),
        row(headings, "7000000000000000006", ".*状态", "已结清"),
        row(headings, "", ".*(付款|支付|付款确认|支付完成)时间", NAME),
        "");
  }

  @Test
  void nobodyIsKept_ofAnyPlatformsList() throws Exception {
    for (Map.Entry<String, String> platform : HEADINGS.entrySet()) {
      for (Charset charset : List.of(UTF_8, Charset.forName("GBK"))) {
        String partner = platform.getKey() + "-list";
        String answer = post(partner, list(platform.getValue()).getBytes(charset));
        assertNobody(answer, "the answer to " + partner);
        JsonNode report = JSON.readTree(answer);
        int taken = report.path("accepted").asInt() + report.path("duplicates").asInt();
        assertThat(taken)
            .as("the good one, and one that ends early in what is not read")
            .isBetween(1, 2);
        assertThat(report.path("rejected").size()).as(answer).isEqualTo(7 - taken);
        assertNobody(
            post(partner, (STREET + "," + PHONE + "\n" + NAME + ",1\n").getBytes(charset)),
            partner);
      }
    }
    assertKeptButNobody();
    ops(HttpRequest.newBuilder(ops("quarantine/repost")).POST(BodyPublishers.noBody()).build());
    assertKeptButNobody();
  }

  private void assertKeptButNobody() throws Exception {
    String listed = ops(HttpRequest.newBuilder(ops("quarantine?count=500")).build());
    JsonNode items = JSON.readTree(listed).path("items");
    assertThat(items.size()).isGreaterThanOrEqualTo(5 * HEADINGS.size());
    assertNobody(listed, "the quarantine");
    for (JsonNode item : items) {
      String id = item.path("id").asText();
      assertNobody(ops(HttpRequest.newBuilder(ops("quarantine/" + id)).build()), "item " + id);
    }
    String written = written();
    assertThat(written).contains("7000000000000000001", "交城骏枣", "已结清", "taobao-list");
    assertNobody(written, "what Redis wrote");
    for (ILoggingEvent event : List.copyOf(log.list)) {
      assertNobody(event.getFormattedMessage(), "the log");
    }
  }

  private static void assertNobody(String text, String where) {
    assertThat(text).as(where).doesNotContain(NAME, PHONE, STREET);
  }

  /** All of Redis: whatever it holds is in its append-only file first. */
  private String written() throws Exception {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(dir.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), UTF_8));
      }
    }
    return all.toString();
  }

  private String post(String partner, byte[] body) throws Exception {
    String id = "list-" + deliveries++;
    long now = System.currentTimeMillis() / 1000;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Doors.address(doors.partner()) + "hooks/" + partner))
            .header("Content-Type", "text/csv")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now))
            .header("webhook-signature", WebhookSignature.sign(SECRET, id, now, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private URI ops(String path) {
    return URI.create(Doors.address(doors.ops()) + path);
  }

  private String ops(HttpRequest request) throws Exception {
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}

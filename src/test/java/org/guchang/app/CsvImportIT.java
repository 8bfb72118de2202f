package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.guchang.ingest.WebhookSignature;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Order lists through the real door, beside native deliveries of the same orders. */
@TestMethodOrder(MethodName.class)
final class CsvImportIT {
  private static final String SECRET = ServerProcess.DEMO_SECRET;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER =
      "订单编号,商家编码,购买数量,买家实际支付金额,退款金额,订单创建时间,订单付款时间,订单状态,收货人姓名,联系手机\n";

  @TempDir private static Path dir;
  private static ServerProcess server;
  private static int ids;

  @BeforeAll
  static void start() throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(
        catalog.resolve("products.csv"), "sku,name,county\njc-001,骏枣,交城县\njc-002,小米,交城县\n");
    Files.writeString(
        catalog.resolve("catalog.yaml"),
        """
        platforms: [{id: taobao, name: 淘宝}]
        campaigns: [{id: c, title: 活动, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: a, campaign: c, county: 交城县, title: 甲, startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00", platforms: [taobao]}
          - {id: b, campaign: c, county: 交城县, title: 乙, startsAt: "2020-05-17T19:30:00+08:00", endsAt: "2020-05-17T22:00:00+08:00", platforms: [taobao]}
          - {id: big, campaign: c, county: 交城县, title: 丙, startsAt: "2020-05-18T19:30:00+08:00", endsAt: "2020-05-18T22:00:00+08:00", platforms: [taobao]}
        partners:
          - {id: push, format: native, secrets: [SECRET], sessions: ["*"], platforms: ["*"]}
          - {id: shop, format: csv, secrets: [SECRET], sessions: ["*"], platforms: [taobao]}
        """
            .replace("SECRET", SECRET));
    server =
        new ServerProcess(
                dir, "catalog: {dir: %s}%nledger: {durability: everysec}".formatted(catalog))
            .awaitReady();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> post(
      String partner, String query, String type, byte[] body, String secret) throws Exception {
    String id = "it-" + ids++;
    long now = System.currentTimeMillis() / 1000;
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(server.partnerDoor() + "/hooks/" + partner + "?" + query))
                .header("Content-Type", type)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", WebhookSignature.sign(secret, id, now, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
  }

  private static JsonNode list(String query, String rows) throws Exception {
    HttpResponse<byte[]> answer =
        post("shop", query, "text/csv", (HEADER + rows).getBytes(Charset.forName("GBK")), SECRET);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void paid(String session, String order, String time, long fen) throws Exception {
    String event =
        """
        {"specversion":"1.0","id":"e-%s","source":"taobao","subject":"%s","time":"%s","type":"guchang.order.paid",
         "data":{"orderId":"%s","amountFen":%d,"lines":[{"sku":"jc-001","quantity":1,"amountFen":%d}]}}
        """
            .formatted(order, session, time, order, fen, fen);
    assertThat(
            post("push", "", "application/json", event.getBytes(StandardCharsets.UTF_8), SECRET)
                .statusCode())
        .isEqualTo(200);
  }

  private static String row(String id, String amount, String refund, String time, String status) {
    return "'%s,jc-001,1,￥%s,%s,%s,%s,%s,张三,13800000000%n"
        .formatted(id, amount, refund, time, time, status);
  }

  /** The board follows within a blink. */
  private static void awaitTotal(String session, String figure, long value) throws Exception {
    Eventually.until(
        session + " " + figure + " is " + value, () -> total(session, figure) == value);
  }

  private static long total(String session, String figure) {
    try {
      return server.state("session/" + session).path("totals").path(figure).asLong();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_aListIsReconciledWithWhatThePushesBrought() throws Exception {
    paid("a", "1000000000000000011", "2020-05-16T20:00:00.300+08:00", 9_900);
    paid("a", "1000000000000000012", "2020-05-16T20:01:00.300+08:00", 9_900);
    paid("a", "1000000000000000013", "2020-05-16T20:02:00.300+08:00", 9_900);
    String rows =
        row("1000000000000000011", "99.00", "0", "2020-05-16 20:00:00", "已发货")
            + row("1000000000000000012", "98.00", "10.00", "2020-05-16 20:01:00", "已发货")
            + row("1000000000000000014", "50.00", "", "2020-05-16 20:03:00", "待发货")
            + row("1000000000000000015", "50.00", "", "2020-05-16 03:00:00", "待发货");

    JsonNode dry = list("dry-run=true", rows);
    assertThat(dry.path("dryRun").asBoolean()).isTrue();
    assertThat(dry.path("accepted").asInt()).isEqualTo(1);
    awaitTotal("a", "gmvFen", 29_700);

    JsonNode report = list("", rows);
    assertThat(report.path("rows").asInt()).isEqualTo(4);
    assertThat(report.path("accepted").asInt()).isEqualTo(1);
    assertThat(report.path("duplicates").asInt()).isEqualTo(1);
    assertThat(report.path("changed").asInt()).isEqualTo(1);
    assertThat(report.path("outside").asInt()).isEqualTo(1);
    assertThat(report.path("differences"))
        .extracting(d -> d.path("orderId").asText().substring(17) + " " + d.path("what").asText())
        .containsExactlyInAnyOrder("12 amount", "12 refund", "14 not-counted", "13 not-in-file");
    awaitTotal("a", "gmvFen", 9_900 + 9_800 + 9_900 + 5_000);
    awaitTotal("a", "refundFen", 1_000);

    JsonNode again = list("", rows);
    assertThat(again.path("accepted").asInt() + again.path("changed").asInt()).isZero();
    assertThat(again.path("duplicates").asInt()).isEqualTo(3);
    assertThat(again.path("differences"))
        .singleElement()
        .satisfies(d -> assertThat(d.path("what").asText()).isEqualTo("not-in-file"));

    // the push that was late: nothing is counted on top
    paid("a", "1000000000000000014", "2020-05-16T20:03:00.100+08:00", 5_000);
    awaitTotal("a", "gmvFen", 34_600);
  }

  @Test
  void b_whatIsNoList_orNotSigned_isRefused() throws Exception {
    byte[] nonsense = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    assertThat(post("shop", "", "text/csv", nonsense, SECRET).statusCode()).isEqualTo(400);
    assertThat(post("shop", "", "application/json", nonsense, SECRET).statusCode()).isEqualTo(415);
    assertThat(
            post("shop", "", "text/csv", nonsense, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .statusCode())
        .isEqualTo(401);
    byte[] ruined =
        (HEADER + row("4.83734E+18", "1.00", "", "2020-05-17 20:00:00", "待发货"))
            .getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = post("shop", "", "text/csv", ruined, SECRET);
    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode rejected = JSON.readTree(answer.body()).path("rejected").get(0);
    assertThat(rejected.path("line").asInt()).isEqualTo(2);
    assertThat(rejected.path("column").asText()).isEqualTo("订单编号");
  }

  @Test
  void c_theCommandSendsAFileInPieces_andFindsWhatIsMissing() throws Exception {
    paid("big", "9000000000000000001", "2020-05-18T20:30:00+08:00", 100);
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 0; i < 2_500; i++) {
      String time = "2020-05-18 20:%02d:%02d".formatted(i / 60, i % 60);
      file.append(row("20000000000000%05d".formatted(i), "1.00", "", time, "待发货"));
    }
    file.append(row("5E+18", "1.00", "", "2020-05-18 20:00:00", "待发货"));
    Path path = Files.writeString(dir.resolve("big.csv"), file, Charset.forName("GBK"));

    assertThat(importFile(path, "--dry-run")).isEqualTo(1);
    awaitTotal("big", "orders", 1);
    assertThat(importFile(path, "--report", dir.resolve("report.csv").toString())).isEqualTo(1);
    awaitTotal("big", "orders", 2_501);
    awaitTotal("big", "gmvFen", 250_100);
    assertThat(Files.readString(dir.resolve("report.csv")))
        .contains("\"rejected\",\"2502\"", "9000000000000000001", "not-in-file")
        .doesNotContain("张三");
    assertThat(importFile(path)).isEqualTo(1);
    assertThat(server.log()).contains("2500 known already (已计入)", "1 orders 表中没有");
    assertThat(ServerProcess.exitCode(server.verify())).isZero();
  }

  private static int importFile(Path file, String... more)
      throws IOException, InterruptedException {
    String[] arguments = {
      "import",
      "--partner",
      "shop",
      "--file",
      file.toString(),
      "--to",
      server.partnerDoor().toString(),
      "--secret",
      SECRET
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return ServerProcess.exitCode(server.guchang(all));
  }
}

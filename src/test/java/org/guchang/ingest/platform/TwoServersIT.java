package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings.Durability;
import org.guchang.config.SettingsLoader;
import org.guchang.ingest.WebhookSignature;
import org.guchang.ingest.format.WholeSecond;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one Redis, through their doors: created in the first session, paid, without a word
 * of when it was created, in the second, refunded, and in an order list, each order's news comes to
 * either server at the same moment.
 */
final class TwoServersIT {
  private static final int ORDERS = 120;
  private static final String KEY = "7000000000000000001";
  private static final String SECRET = "00000000-1111-2222-3333-444444444444";
  private static final String LIST_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final EmbeddedRedis.Start ON_PATH =
      new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OffsetDateTime now = WholeSecond.now(ZoneOffset.ofHours(8));
  private final OffsetDateTime created = now.minusHours(5);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Application> servers = new ArrayList<>();
  private final List<Doors> doors = new ArrayList<>();
  @TempDir private Path dir;
  private EmbeddedRedis redis;

  @BeforeEach
  void open() throws Exception {
    redis = EmbeddedRedis.start(dir.resolve("redis"), new Durability.EverySecond(), ON_PATH);
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog());
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\njc-001,骏枣,交城县\n");
    for (int i = 0; i < 2; i++) {
      Application server =
          Application.of(
              SettingsLoader.load(
                  (Path) null,
                  Map.of(
                      "GUCHANG_SCREEN_PORT", "0",
                      "GUCHANG_PARTNER_PORT", "0",
                      "GUCHANG_OPS_PORT", "0",
                      "GUCHANG_REDIS_URI", redis.url(),
                      "GUCHANG_DATA_DIR", dir.resolve("data" + i).toString(),
                      "GUCHANG_CATALOG_DIR", catalog.toString(),
                      "GUCHANG_LEDGER_DURABILITY", "everysec",
                      "GUCHANG_PRIVACY_KEY", "a key that both servers have")),
              new CatalogHolder(CatalogLoader.load(catalog)),
              ON_PATH);
      servers.add(server);
      doors.add(server.start().await(60, TimeUnit.SECONDS));
    }
  }

  @AfterEach
  void close() {
    servers.forEach(Application::stop);
    redis.stop();
  }

  private String catalog() {
    return """
        platforms: [{id: douyin, name: 抖音}]
        campaigns: [{id: c, title: 活动, startsOn: %1$s, endsOn: %2$s}]
        sessions:
          - {id: first, campaign: c, county: 交城县, title: 上, startsAt: "%3$s", endsAt: "%4$s", platforms: [douyin]}
          - {id: second, campaign: c, county: 交城县, title: 下, startsAt: "%5$s", endsAt: "%6$s", platforms: [douyin]}
        partners:
          - {id: shop, format: doudian, appKey: "%7$s", appSecret: "%8$s", sessions: ["*"], platforms: [douyin]}
          - {id: list, format: csv, secrets: [%9$s], sessions: ["*"], platforms: [douyin]}
        """
        .formatted(
            now.toLocalDate().minusDays(2),
            now.toLocalDate().plusDays(1),
            created.minusHours(1),
            created.plusHours(1),
            now.minusHours(1),
            now.plusHours(1),
            KEY,
            SECRET,
            LIST_SECRET);
  }

  @Test
  void everyOrder_isCountedOnce_inOneSession() throws Exception {
    Random random = new Random(516);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    long gmv = 0;
    long refunded = 0;
    for (int order = 1; order <= ORDERS; order++) {
      int fen = 100 + order;
      List<HttpRequest> news = new ArrayList<>();
      int one = random.nextInt(2);
      if (order % 3 == 0) {
        news.add(list(1 - one, order, fen));
      } else {
        news.add(
            pushed(one, "100", order, "\"create_time\":%d".formatted(created.toEpochSecond())));
      }
      news.add(
          pushed(
              order % 3 == 0 ? one : 1 - one,
              "101",
              order,
              "\"pay_time\":%d,\"pay_amount\":%d".formatted(now.toEpochSecond(), fen)));
      gmv += fen;
      if (order % 10 == 0) {
        news.add(
            pushed(
                random.nextInt(2),
                "206",
                order,
                "\"aftersale_id\":\"r%d\",\"refund_amount\":40,\"success_time\":%d"
                    .formatted(order, now.toEpochSecond())));
        refunded += 40;
      }
      Collections.shuffle(news, random);
      news.forEach(each -> answers.add(client.sendAsync(each, BodyHandlers.ofString())));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> got = answer.get(60, TimeUnit.SECONDS);
      assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
    }

    long paidFen = gmv;
    long refundFen = refunded;
    Eventually.until("all is counted", () -> sum("gmvFen") == paidFen);
    assertThat(sum("orders")).as("paid orders of both sessions").isEqualTo(ORDERS);
    assertThat(sum("placed")).as("no order is in both").isEqualTo(ORDERS);
    assertThat(total("first", "orders")).as("either session has some").isPositive();
    // one that came to a server before its order came to the other is found by a sweep
    awaitRefunds(refundFen);
    assertThat(sum("gmvFen")).isEqualTo(paidFen);
    assertThat(sum("placed")).isEqualTo(ORDERS);
  }

  /** Through some sweeps, which are a quarter of a minute apart. */
  private void awaitRefunds(long fen) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (sum("refundFen") != fen) {
      assertThat(System.nanoTime()).as("refunds find their orders").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private HttpRequest pushed(int server, String tag, int order, String data) {
    String body =
        "[{\"tag\":\"%s\",\"msg_id\":\"%s-%d\",\"data\":%s}]"
            .formatted(tag, tag, order, Sums.quoted("{\"p_id\":%d,%s}".formatted(order, data)));
    return post(server, "shop", body)
        .header("Content-Type", "application/json")
        .header("app-id", KEY)
        .header("event-sign", Sums.hex(Sums.digest("MD5", KEY + body + SECRET)))
        .build();
  }

  private HttpRequest list(int server, int order, int fen) {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    String body =
        "订单编号,订单实付金额,订单创建时间,订单付款时间,订单状态\n%d,%d.%02d,%s,%s,已支付\n"
            .formatted(order, fen / 100, fen % 100, created.format(time), now.format(time));
    long seconds = System.currentTimeMillis() / 1000;
    String id = "list-" + order;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return post(server, "list", body)
        .header("Content-Type", "text/csv")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", WebhookSignature.sign(LIST_SECRET, id, seconds, bytes))
        .build();
  }

  private HttpRequest.Builder post(int server, String partner, String body) {
    return HttpRequest.newBuilder(
            URI.create(Doors.address(doors.get(server).partner()) + "hooks/" + partner))
        .timeout(Duration.ofSeconds(30))
        .POST(BodyPublishers.ofString(body));
  }

  private long sum(String figure) {
    return total("first", figure) + total("second", figure);
  }

  private long total(String session, String figure) {
    try {
      URI board =
          URI.create(Doors.address(doors.get(0).screen()) + "api/boards/session/" + session);
      JsonNode state =
          JSON.readTree(
                  client
                      .send(HttpRequest.newBuilder(board).build(), BodyHandlers.ofString())
                      .body())
              .path("state");
      return state.path("totals").path(figure).asLong();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

package org.guchang.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings.Durability;
import org.guchang.config.SettingsLoader;
import org.guchang.ingest.WebhookSignature;
import org.guchang.redis.Awaited;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Eventually;
import org.guchang.redis.Keys;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.RedisReplica;
import org.guchang.redis.ReplicaWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one Redis that has a replica, with {@code durability: replicas:1}: what is refused
 * is on the replica before it is answered, and what both servers post again counts once.
 */
final class SharedQuarantineIT {
  private static final int ORDERS = 200;
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EmbeddedRedis.Start ON_PATH =
      new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Application> servers = new ArrayList<>();
  private final List<Doors> doors = new ArrayList<>();
  @TempDir private Path dir;
  private Path catalog;
  private EmbeddedRedis redis;
  private RedisReplica replica;
  private int deliveries;

  @BeforeEach
  void open() throws Exception {
    redis = EmbeddedRedis.start(dir.resolve("redis"), new Durability.EverySecond(), ON_PATH);
    replica = new RedisReplica(dir.resolve("replica"), redis.url());
    catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog("known"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nzao,交城骏枣,交城县\n");
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
                      "GUCHANG_LEDGER_DURABILITY", "replicas:1",
                      "GUCHANG_LEDGER_COMMIT_TIMEOUT_MS", "1000",
                      "GUCHANG_PRIVACY_KEY", "a key that both servers have")),
              new CatalogHolder(CatalogLoader.load(catalog)),
              ON_PATH);
      servers.add(server);
      doors.add(server.start().await(60, TimeUnit.SECONDS));
    }
    Eventually.until("the replica follows", () -> push(0, "first", paid(0, "unknown")) == 422);
  }

  @AfterEach
  void close() throws Exception {
    servers.forEach(Application::stop);
    replica.kill();
    redis.stop();
  }

  private static String catalog(String... sessions) {
    StringBuilder yaml =
        new StringBuilder(
            """
            platforms: [{id: douyin, name: 抖音}]
            campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19}]
            sessions:
            """);
    for (String id : sessions) {
      yaml.append(
          """
            - {id: %s, campaign: may, county: 交城县, title: t, platforms: [douyin], startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00"}
          """
              .formatted(id));
    }
    return yaml
        + "partners: [{id: acme, format: native, secrets: [%s], sessions: [\"*\"], platforms: [douyin]}]%n"
            .formatted(SECRET);
  }

  private static String paid(int order, String session) {
    return """
        {"specversion":"1.0","id":"e-%1$d","source":"douyin","type":"guchang.order.paid","subject":"%2$s",
         "time":"2020-05-16T20:31:07+08:00","data":{"orderId":"o-%1$d","amountFen":100,
         "lines":[{"sku":"zao","quantity":1,"amountFen":100}]}}
        """
        .formatted(order, session);
  }

  private int push(int server, String id, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    long seconds = System.currentTimeMillis() / 1000;
    return send(HttpRequest.newBuilder(address(doors.get(server).partner(), "hooks/acme"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(seconds))
            .header("webhook-signature", WebhookSignature.sign(SECRET, id, seconds, bytes))
            .POST(BodyPublishers.ofByteArray(bytes))
            .build())
        .statusCode();
  }

  private static URI address(org.guchang.config.Settings.Door door, String path) {
    return URI.create(Doors.address(door) + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString()).join();
  }

  private static HttpRequest post(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(60))
        .POST(BodyPublishers.noBody())
        .build();
  }

  private JsonNode get(URI uri) throws Exception {
    return JSON.readTree(send(HttpRequest.newBuilder(uri).build()).body());
  }

  /** What the replica alone has in quarantine. */
  private int onReplica() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Context loop = vertx.getOrCreateContext();
      RedisLink link =
          new RedisConnector(vertx, replica.url(), Duration.ofSeconds(5)).link("the replica");
      Awaited.on(loop, link::connect);
      QuarantineStore store =
          new QuarantineStore(link, new ReplicaWait(0, 0), new Keys("guchang:"));
      int items =
          Awaited.on(loop, () -> store.page("acme", QuarantineStore.Order.NEWEST_FIRST, null, 500))
              .entries()
              .size();
      Awaited.on(loop, link::close);
      return items;
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatIsRefused_isOnTheReplicaBeforeItIsAnswered_andWithoutOneIsNotAnswered()
      throws Exception {
    assertThat(push(0, "a", paid(1, "unknown"))).isEqualTo(422);
    assertThat(onReplica()).isEqualTo(2);

    replica.kill();
    assertThat(push(1, "b", paid(2, "unknown"))).as("nobody else has it").isEqualTo(503);

    replica.startAgain();
    Eventually.until("it is taken", () -> push(1, "b", paid(2, "unknown")) == 422);
    assertThat(onReplica()).as("sent again it is one item").isEqualTo(3);
  }

  @Test
  void whatBothServersPostAgainAtOnce_countsOnce() throws Exception {
    for (int i = 0; i < ORDERS; i++) {
      assertThat(push(i % 2, "d" + deliveries++, paid(i, "unknown"))).isEqualTo(422);
    }
    Files.writeString(catalog.resolve("catalog.yaml"), catalog("known", "unknown"));
    for (Doors each : doors) {
      assertThat(send(post(address(each.ops(), "catalog/reload"))).statusCode()).isEqualTo(200);
    }

    List<CompletableFuture<HttpResponse<String>>> posted = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      URI repost = address(doors.get(i % 2).ops(), "quarantine/repost?partner=acme");
      posted.add(client.sendAsync(post(repost), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> one : posted) {
      assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    assertThat(get(address(doors.get(0).ops(), "quarantine?partner=acme")).path("items")).isEmpty();
    URI board = address(doors.get(1).screen(), "api/boards/session/unknown");
    Eventually.until(
        "the board shows them",
        () -> {
          try {
            return get(board).at("/state/totals/orders").asInt() == ORDERS;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    JsonNode totals = get(board).at("/state/totals");
    assertThat(totals.path("gmvFen").asLong()).isEqualTo(100L * ORDERS);
    assertThat(totals.path("placed").asInt()).isEqualTo(ORDERS);
  }
}

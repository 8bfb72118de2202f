package org.guchang.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.guchang.config.Settings.Durability;
import org.guchang.door.Entrance;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Eventually;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpsDoorIT {

  private final HttpClient http = HttpClient.newHttpClient();
  private final Health health = new Health(Clock.systemUTC());
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @TempDir private Path data;
  private EmbeddedRedis redis;
  private Vertx vertx;
  private OpsDoor door;
  private CatalogHolder catalog;
  private volatile Path catalogDir;

  @BeforeEach
  void open() throws Exception {
    redis =
        EmbeddedRedis.start(
            data, new Durability.EverySecond(), System.getenv().getOrDefault("PATH", ""));
    vertx = Vertx.vertx();
    catalog = new CatalogHolder(CatalogLoader.load(null, Map.of()));
    CatalogReload reload =
        new CatalogReload(vertx, catalog, () -> CatalogLoader.load(catalogDir, Map.of()), registry);
    RedisLink link =
        new RedisConnector(vertx, redis.url(), Duration.ofMillis(500)).link("the test");
    link.onChange(up -> health.tell("redis", up));
    door =
        new OpsDoor(
                Entrance.plain(DoorName.OPS, new Door("127.0.0.1", 0)),
                registry,
                health,
                link,
                reload)
            .show("/pending", () -> new JsonObject().put("partners", new JsonArray()));
    vertx.deployVerticle(door).await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.stop();
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + door.port() + path);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void what_a_part_of_the_server_shows_of_itself_can_be_read() throws Exception {
    HttpResponse<String> answer = ask("GET", "/pending");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"partners\":[]}");
    assertThat(ask("POST", "/pending").statusCode()).isEqualTo(405);
  }

  private int status(String path) {
    try {
      return ask("GET", path).statusCode();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void ready_while_every_part_works_and_not_ready_while_one_does_not() throws Exception {
    health.tell("partner door", true);
    HttpResponse<String> ready = ask("GET", "/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    JsonObject part = new JsonObject(ready.body()).getJsonObject("parts").getJsonObject("redis");
    assertThat(part.getString("status")).isEqualTo("up");
    assertThat(part.getInstant("since")).isNotNull();

    health.tell("partner door", false);
    HttpResponse<String> notReady = ask("GET", "/health/ready");
    assertThat(notReady.statusCode()).isEqualTo(503);
    assertThat(notReady.body()).contains("partner door");
    assertThat(status("/health/live")).isEqualTo(200);
  }

  @Test
  void not_ready_while_redis_hangs_and_ready_when_it_goes_on() throws Exception {
    long hanging = redis.pid();
    Signal.send("STOP", hanging);
    try {
      assertThat(status("/health/ready")).isEqualTo(503);
      assertThat(status("/health/live")).isEqualTo(200);
    } finally {
      Signal.send("CONT", hanging);
    }
    Eventually.until("it is ready again", () -> status("/health/ready") == 200);
  }

  @Test
  void metrics_come_as_prometheus_reads_them() throws Exception {
    new ServerMeters(registry).roundTrip(1_000_000);
    HttpResponse<String> metrics = ask("GET", "/metrics");
    assertThat(metrics.headers().firstValue("content-type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains("guchang_redis_roundtrip_seconds_count 1", "jvm_memory_used_bytes");
  }

  @Test
  void metrics_come_as_open_metrics_to_those_who_ask_for_it() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + door.port() + "/metrics");
    HttpResponse<String> metrics =
        http.send(
            HttpRequest.newBuilder(uri)
                .header("accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(metrics.headers().firstValue("content-type").orElse(""))
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(metrics.body()).endsWith("# EOF\n");
  }

  @Test
  void a_reload_tells_what_changed_and_replaces_the_catalog() throws Exception {
    catalogDir = copyOfBundled();
    Path products = catalogDir.resolve("products.csv");
    String csv = Files.readString(products);
    Files.writeString(products, csv.substring(0, csv.stripTrailing().lastIndexOf('\n') + 1));
    int before = catalog.current().products().size();

    HttpResponse<String> answer = ask("POST", "/catalog/reload");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject change = new JsonObject(answer.body()).getJsonObject("products");
    assertThat(change.getInteger("removed")).isEqualTo(1);
    assertThat(change.getInteger("added")).isZero();
    assertThat(catalog.current().products()).hasSize(before - 1);
  }

  @Test
  void a_catalog_with_problems_is_refused_with_all_of_them_and_the_old_one_stays()
      throws Exception {
    catalogDir = copyOfBundled();
    Files.writeString(catalogDir.resolve("catalog.yaml"), "sessions: 1\nplatforms: 2\n");
    String before = catalog.current().digest();

    HttpResponse<String> answer = ask("POST", "/catalog/reload");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(new JsonObject(answer.body()).getJsonArray("errors")).hasSizeGreaterThan(1);
    assertThat(catalog.current().digest()).isEqualTo(before);
  }

  @Test
  void what_is_not_there_is_a_problem_and_so_is_the_wrong_method() throws Exception {
    assertThat(ask("GET", "/nothing").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/catalog/reload").statusCode()).isEqualTo(405);
  }

  private Path copyOfBundled() throws IOException {
    Path dir = Files.createDirectory(data.resolve("catalog"));
    for (String name : new String[] {"catalog.yaml", "products.csv"}) {
      try (var in = OpsDoorIT.class.getResourceAsStream("/catalog/lvliang-2020/" + name)) {
        Files.copy(in, dir.resolve(name));
      }
    }
    return dir;
  }
}

package org.guchang.ingest.platform;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.config.SettingsLoader;
import org.guchang.guide.Recipe;
import org.guchang.ingest.format.WholeSecond;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Eventually;

/**
 * The whole server with its own Redis, in which the session {@code sale} is on and one partner,
 * {@code shop}, reports on it; for tests that play a platform against it.
 */
final class PlatformServer implements AutoCloseable {
  static final String ROOM = "7373737373737373737";

  /** Of the people in the played payloads; nowhere to be found afterwards. */
  static final List<String> PERSONAL = List.of("张三丰", "13812345678", "幸福路一号", "zhang@example.org");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Now, whole seconds, as the platforms tell times. */
  final OffsetDateTime now = WholeSecond.now(ZoneOffset.ofHours(8));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path dir;
  private final Application application;
  private final Doors doors;

  /**
   * Set up by the partner guide's recipe for the format.
   *
   * @param dir empty
   * @param keys what the platform's console and the catalog both know
   */
  PlatformServer(Path dir, String platform, String format, Map<String, String> keys)
      throws Exception {
    this(dir, platform, format, keys, false);
  }

  /** One whose session is a rehearsal. */
  static PlatformServer rehearsing(
      Path dir, String platform, String format, Map<String, String> keys) throws Exception {
    return new PlatformServer(dir, platform, format, keys, true);
  }

  private PlatformServer(
      Path dir, String platform, String format, Map<String, String> keys, boolean rehearsal)
      throws Exception {
    this.dir = dir;
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    String partner = Recipe.partner(format, platform, keys, Map.of());
    Files.writeString(catalog.resolve("catalog.yaml"), catalogYaml(platform, partner, rehearsal));
    Files.writeString(
        catalog.resolve("products.csv"),
        """
        sku,name,enterprise,county,town,village,brand,unit,netGrams,priceFen,stock,eligible,households
        jc-001,交城骏枣,林海枣业,交城县,天宁镇,奈林村,交城山,袋,1000,2990,5000,true,186
        """);
    Settings settings =
        SettingsLoader.load(
            (Path) null,
            Map.of(
                "GUCHANG_SCREEN_PORT", "0",
                "GUCHANG_PARTNER_PORT", "0",
                "GUCHANG_OPS_PORT", "0",
                "GUCHANG_DATA_DIR", dir.resolve("data").toString(),
                "GUCHANG_CATALOG_DIR", catalog.toString(),
                "GUCHANG_LEDGER_DURABILITY", "everysec",
                "GUCHANG_PRIVACY_KEY", "a key that only players use"));
    application =
        Application.of(
            settings,
            new CatalogHolder(CatalogLoader.load(catalog)),
            new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false));
    doors = application.start().await(60, TimeUnit.SECONDS);
  }

  private String catalogYaml(String platform, String partner, boolean rehearsal) {
    return """
        platforms: [{id: %1$s, name: 平台}]
        campaigns: [{id: c, title: 活动, startsOn: %2$s, endsOn: %3$s}]
        sessions:
          - {id: sale, campaign: c, county: 交城县, title: 直播间, startsAt: "%4$s", endsAt: "%5$s", platforms: [%1$s], rooms: {%1$s: ["%6$s"]}, rehearsal: %8$s}
        partners:
          - %7$s
        """
        .formatted(
            platform,
            now.toLocalDate().minusDays(1),
            now.toLocalDate().plusDays(1),
            now.minusHours(1),
            now.plusHours(1),
            ROOM,
            partner,
            rehearsal);
  }

  /**
   * A push as it comes from the platform.
   *
   * @param headers name, value, name, value…
   */
  HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Doors.address(doors.partner()) + "hooks/shop"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** What the session's board shows of itself. */
  JsonNode state() {
    return get(Doors.address(doors.screen()) + "api/boards/session/sale").path("state");
  }

  /** What is in quarantine, newest or oldest first. */
  List<JsonNode> quarantined() {
    JsonNode items = get(Doors.address(doors.ops()) + "quarantine").path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  /** Posts nothing to a path of the ops door; the body of the answer, which is 200. */
  String operate(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Doors.address(doors.ops()) + path))
            .timeout(PATIENCE)
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode get(String uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(uri).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(uri, e);
    }
  }

  /**
   * Waits until the board shows these figures of the session.
   *
   * @param figures a name and a number, and so on; absent from the board is zero
   */
  void awaitTotals(Object... figures) {
    try {
      Eventually.until("the board shows " + List.of(figures), () -> shows(figures));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ", but " + state().path("totals"), e);
    }
  }

  private boolean shows(Object... figures) {
    JsonNode totals = state().path("totals");
    for (int i = 0; i < figures.length; i += 2) {
      if (totals.path(figures[i].toString()).asLong() != ((Number) figures[i + 1]).longValue()) {
        return false;
      }
    }
    return true;
  }

  /** Nothing of a person is in anything Redis has written. */
  void assertNobodyIsKept() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String personal : PERSONAL) {
          String bytes =
              new String(personal.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
          assertThat(content.contains(bytes)).as(personal + " in " + file).isFalse();
        }
      }
    }
  }

  @Override
  public void close() {
    application.stop();
  }
}

package org.guchang.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.guchang.guide.Recipe;
import org.guchang.ingest.format.Voice;
import org.guchang.ingest.format.Voice.Sent;
import org.guchang.pending.api.FakePlatform;

/**
 * The built server, one platform that pushes to it, and that platform's API: what a county sets up
 * by the guide, and whoever plays the platform afterwards.
 */
final class PlatformStage implements AutoCloseable {
  static final String HOOK = "/hooks/shop";

  private static final String BOARD = "session/jc";

  /** A question that failed is asked again after a while. */
  private static final long PATIENCE_SECONDS = 60;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final FakePlatform api;
  final ServerProcess server;
  private final Voice voice;
  private final Vertx vertx = Vertx.vertx();

  PlatformStage(Path dir, Voice voice, Function<Vertx, FakePlatform> platform) throws Exception {
    this.voice = voice;
    this.api = platform.apply(vertx);
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog());
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nzao,交城骏枣,交城县\n");
    this.server = new ServerProcess(dir, "catalog: {dir: " + catalog + "}").awaitReady();
  }

  private String catalog() throws IOException {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    return """
        platforms: [{id: %1$s, name: 平台}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2099-05-19}]
        sessions:
          - {id: jc, campaign: may, county: 交城县, title: t, platforms: [%1$s],
             startsAt: "%2$s", endsAt: "%3$s"}
        partners:
          - %4$s
        """
        .formatted(
            voice.platform(),
            now.minusHours(1),
            now.plusHours(3),
            Recipe.partner(voice.format(), voice.platform(), voice.keys(), api.api()));
  }

  /** The platform says something, now, and reads the answer. */
  String say(String message) throws IOException, InterruptedException {
    return send(voice.say(HOOK, message.getBytes(UTF_8), System.currentTimeMillis()));
  }

  String send(Sent sent) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(sent.to(server.partnerDoor()), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Of a request that is not the platform's. */
  int status(Sent sent) throws IOException, InterruptedException {
    return HTTP.send(sent.to(server.partnerDoor()), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  long total(String figure) throws IOException, InterruptedException {
    JsonNode totals = server.state(BOARD).path("totals");
    return totals.path(figure).asLong();
  }

  void await(String figure, long expected) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (total(figure) != expected) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            figure + " is " + total(figure) + ", never " + expected + ": " + server.log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** The ledger proves the totals, and nothing of a person or a secret is in the log. */
  void assertProved() throws IOException, InterruptedException {
    assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    assertThat(server.log())
        .doesNotContain(
            FakePlatform.RECEIVER, FakePlatform.PHONE, "secret-of-the-partner", "buyer-1");
    voice
        .keys()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("app") && value.length() > 8) {
                assertThat(log()).doesNotContain(value);
              }
            });
  }

  private String log() {
    try {
      return server.log();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws TimeoutException {
    server.close();
    api.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guchang.app.ServerProcess.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks the built server on the evening, over HTTP and by command. */
final class OperatingByHandIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String CSV = "sku,name,county\nzao,交城骏枣,交城县\n";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path dir;
  private static Path catalog;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), yaml("第一场"));
    Files.writeString(catalog.resolve("products.csv"), CSV);
    server = new ServerProcess(dir, "catalog: {dir: " + catalog + "}").awaitReady();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String yaml(String title) {
    return """
        platforms: [{id: douyin, name: 抖音}, {id: kuaishou, name: 快手}]
        campaigns: [{id: c, title: 秋收, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: s1, campaign: c, county: 交城县, title: %s, startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00", platforms: [douyin, kuaishou]}
        partners:
          - {id: acme, secrets: ["%s"], sessions: ["*"], platforms: ["*"], rate: {eventsPerSecond: 100, burst: 1000}}
        """
        .formatted(title, SECRET);
  }

  private static HttpResponse<String> ask(String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.opsDoor().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static void assertProblem(int status, String says, HttpResponse<String> answer)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).contains(says);
  }

  @Test
  void aReload_tellsWhatChanged_andABrokenCatalogItsProblems() throws Exception {
    Files.writeString(
        catalog.resolve("catalog.yaml"), yaml("头一场").replace("burst: 1000", "burst: 9"));
    Ended changed = server.atOpsDoor("reload");
    assertThat(changed.code()).as(changed.out()).isZero();
    assertThat(changed.out())
        .contains("sessions s1 changed", "title: 第一场 → 头一场", "partners acme changed")
        .doesNotContain(SECRET);

    Files.writeString(catalog.resolve("catalog.yaml"), "sessions: 1\nplatforms: 2\n");
    Ended refused = server.atOpsDoor("reload");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("the old one stays", "catalog.yaml:1");

    Files.writeString(catalog.resolve("catalog.yaml"), yaml("第一场"));
    Ended back = server.atOpsDoor("reload", "--json");
    assertThat(JSON.readTree(back.out()).at("/sessions/changed").asInt()).isEqualTo(1);
  }

  @Test
  void theLogTellsMore_forAWhile_andIsTakenBack() throws Exception {
    Ended more = server.atOpsDoor("log-level", "org.guchang.ingest", "debug", "--minutes", "5");
    assertThat(more.code()).as(more.out()).isZero();
    assertThat(server.atOpsDoor("log-level").out())
        .containsPattern("org.guchang.ingest +debug +\\d{4}-");
    assertThat(server.atOpsDoor("log-level", "org.guchang.ingest", "--back").out())
        .contains("info (its parent's)");
    assertProblem(404, "was not changed", ask("DELETE", "/log-level/org.guchang.ingest", ""));

    assertProblem(404, "root, org.guchang", ask("GET", "/log-level/io.netty", ""));
    assertProblem(400, "one of error", ask("PUT", "/log-level/root", "{\"level\":\"off\"}"));
    assertProblem(400, "The body must be", ask("PUT", "/log-level/root", "debug"));
    assertProblem(
        400, "from 1 to 1440", ask("PUT", "/log-level/root", "{\"level\":\"warn\",\"minutes\":0}"));
    assertThat(server.atOpsDoor("log-level", "root", "loud").code()).isEqualTo(2);
    assertThat(server.atOpsDoor("log-level", "--back").code()).isEqualTo(2);
  }
}

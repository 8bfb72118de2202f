package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.guchang.app.ServerProcess.Ended;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks the built server on the evening, over HTTP and by command. */
final class OperatingByHandIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER_SECRET = "whsec_Z3VjaGFuZyBkZW1vIHNlY3JldCwgbm90IGZvciB1c2U=";
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

  @Test
  void sessions_tellTheirLastEvents_totals_andProof_andPartnersWhatCameOfTheirs() throws Exception {
    NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
    assertThat(acme.send(SECRET, "d1", NativePartner.paid("s1", "o1", "交城骏枣"))).isEqualTo(200);
    assertThat(acme.send(SECRET, "d2", NativePartner.paid("nowhere", "o2", "枣"))).isEqualTo(422);
    assertThat(acme.send(OTHER_SECRET, "d3", NativePartner.paid("s1", "o3", "枣"))).isEqualTo(401);

    Eventually.until(
        "the watch has seen the order", () -> told("/sessions", "/sessions/0/version") == 1);
    JsonNode s1 = JSON.readTree(ask("GET", "/sessions", "").body()).at("/sessions/0");
    assertThat(s1.path("status").asText()).isEqualTo("ended");
    assertThat(s1.at("/totals/netFen").asLong()).isEqualTo(1_000);
    assertThat(s1.at("/platforms/douyin/lastEventAt").asText()).isEqualTo("2020-05-16T12:31:07Z");
    assertThat(s1.at("/platforms/douyin/ageSeconds").asLong()).isBetween(0L, 120L);
    assertThat(s1.at("/platforms/kuaishou/receivedAt").isNull()).isTrue();

    Ended proof = server.atOpsDoor("proofs", "--now", "s1");
    assertThat(proof.code()).as(proof.out()).isZero();
    assertThat(told("/verify", "/proofs/0/differences")).isZero();
    Ended sessions = server.atOpsDoor("sessions", "--all");
    assertThat(sessions.code()).as(sessions.out()).isZero();
    assertThat(sessions.out()).containsPattern("s1 +第一场 +ended .* 10.00 +1 +0 +\\d{4}-");
    assertThat(sessions.out()).contains("douyin 抖音", "kuaishou 快手", "never");
    assertProblem(404, "no session nowhere", ask("POST", "/verify/nowhere", ""));

    JsonNode partner =
        JSON.readTree(ask("GET", "/partners?partner=acme", "").body()).at("/partners/0");
    assertThat(partner.at("/deliveries/accepted").asInt()).isEqualTo(1);
    assertThat(partner.at("/deliveries/unauthorized").asInt()).isEqualTo(1);
    assertThat(partner.at("/refused/subject").asInt()).isEqualTo(1);
    assertThat(partner.at("/quarantined").asInt()).isEqualTo(1);
    assertThat(partner.at("/rate/burst").asInt()).isEqualTo(1_000);
    assertThat(partner.at("/secrets/0/active").asBoolean()).isTrue();
    Ended partners = server.atOpsDoor("partners");
    assertThat(partners.code()).as("one message is in quarantine").isEqualTo(1);
    assertThat(partners.out())
        .contains("accepted 1", "unauthorized 1", "! 1 of acme in quarantine")
        .doesNotContain(SECRET);
    assertProblem(404, "no partner nobody", ask("GET", "/partners?partner=nobody", ""));
    assertProblem(400, "an earlier answer", ask("GET", "/partners?after=nobody", ""));
  }

  @Test
  void screens_areListed_aPageAtATime_withWhatTheySaidOfThemselves() throws Exception {
    WebSocket first = screen("session/s1?layout=wall", "Wall/1.0");
    WebSocket second = screen("campaign/c", "Phone/2.0");
    try {
      Eventually.until(
          "both have their snapshot", () -> told("/screens", "/items/1/framesSent") > 0);
      JsonNode page = JSON.readTree(ask("GET", "/screens?count=1", "").body());
      assertThat(page.path("screens").asInt()).isEqualTo(2);
      assertThat(page.path("boards")).hasSize(2);
      assertThat(page.at("/items/0/board").asText()).isEqualTo("campaign/c");
      String next = page.path("next").asText();
      JsonNode rest = JSON.readTree(ask("GET", "/screens?count=1&after=" + next, "").body());
      assertThat(rest.at("/items/0/layout").asText()).isEqualTo("wall");
      assertThat(rest.at("/items/0/stage").asText()).isEqualTo("in step");
      assertThat(rest.at("/items/0/bytesSent").asInt()).isPositive();
      assertThat(rest.path("next").isNull()).isTrue();
      assertThat(told("/screens?late=true", "/screens")).isEqualTo(2);
      assertThat(JSON.readTree(ask("GET", "/screens?late=true", "").body()).path("items"))
          .isEmpty();

      Ended screens = server.atOpsDoor("screens", "--board", "session/s1");
      assertThat(screens.code()).as(screens.out()).isZero();
      assertThat(screens.out())
          .contains("2 of at most 20,000 screens", "wall Wall/1.0", "127.0.0.1");
      assertProblem(400, "from 1 to 500", ask("GET", "/screens?count=0", ""));
      assertProblem(400, "an earlier answer", ask("GET", "/screens?after=x", ""));
      assertProblem(400, "true or false", ask("GET", "/screens?late=maybe", ""));
      assertThat(server.atOpsDoor("screens", "--count", "501").code()).isEqualTo(2);
    } finally {
      first.abort();
      second.abort();
    }
  }

  private static WebSocket screen(String board, String agent) throws Exception {
    URI at = URI.create("ws" + server.screenDoor().toString().substring(4) + "/ws/boards/" + board);
    return HTTP.newWebSocketBuilder()
        .header("user-agent", agent)
        .buildAsync(at, new WebSocket.Listener() {})
        .get(20, TimeUnit.SECONDS);
  }

  private static long told(String path, String pointer) {
    try {
      return JSON.readTree(ask("GET", path, "").body()).at(pointer).asLong(-1);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}

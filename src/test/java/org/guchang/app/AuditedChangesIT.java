package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guchang.access.OpsTokens;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is changed at the ops door leaves lines with the name of who changed it. */
class AuditedChangesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String COMMENT =
      """
      {"specversion":"1.0","id":"c-1","source":"douyin","type":"guchang.comment.posted","subject":"jc",
       "time":"2020-05-16T20:31:07+08:00","data":{"nickname":"小枣","text":"好吃"}}
      """;

  @TempDir private Path dir;
  private final String duty = OpsTokens.make(new SecureRandom());
  private final String looker = OpsTokens.make(new SecureRandom());
  private ServerProcess server;

  @BeforeEach
  void open() throws Exception {
    writeUsers("");
    Path catalog = TwoCounties.catalog(dir);
    Path yaml = catalog.resolve("catalog.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replace("{id: jc,", "{id: jc, rehearsal: true,"));
    server =
        new ServerProcess(
                dir,
                "catalog: {dir: %s}%naccess: {users: %s, probes: open}"
                    .formatted(catalog, dir.resolve("users.yaml")))
            .awaitReady();
    NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
    acme.send(ServerProcess.DEMO_SECRET, "d-1", COMMENT);
    acme.send(ServerProcess.DEMO_SECRET, "d-2", NativePartner.paid("unknown", "o-1", "枣"));
    acme.send(ServerProcess.DEMO_SECRET, "d-3", NativePartner.paid("unknown", "o-2", "枣"));
  }

  private void writeUsers(String more) throws Exception {
    Files.writeString(
        dir.resolve("users.yaml"),
        """
        tokens:
          - {name: duty, sha256: %s, role: operator}
          - {name: looker, sha256: %s, role: viewer}
        %s
        """
            .formatted(OpsTokens.digest(duty), OpsTokens.digest(looker), more));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whoIsRefused_leavesNoLine_whoChangesSomething_leavesWhatWasBeforeAndAfter()
      throws Exception {
    refused();
    changed("PUT", "/log-level/org.guchang.ingest", "{\"level\":\"warn\",\"minutes\":1}");
    assertThat(newest("/log-level/org.guchang.ingest", "PUT /log-level/:logger"))
        .contains("\"before\":{", "\"level\":\"warn\"");
    changed("DELETE", "/log-level/org.guchang.ingest", "");
    assertThat(newest("/log-level/org.guchang.ingest", "DELETE /log-level/:logger"))
        .contains("\"before\":{\"logger\":\"org.guchang.ingest\",\"level\":\"warn\"");
    changed("POST", "/catalog/reload", "");
    assertThat(newest("/catalog/reload", "POST /catalog/reload")).contains("sessions +0 -0 ~0");
    users();
    shares();
    quarantine();
    comments();
    changed("POST", "/sessions/jc/wipe", "");
    assertThat(newest("/sessions/jc/wipe", "POST /sessions/:id/wipe"))
        .containsPattern("\"before\":\"[1-9]\\d* keys\"");
    assertThat(ask("POST", "/sessions/ws/wipe", duty, "").statusCode()).isEqualTo(409);
    assertThat(newest("/sessions/ws/wipe", "POST /sessions/:id/wipe"))
        .contains("\"status\":409")
        .doesNotContain("after");

    JsonObject checked = new JsonObject(ask("GET", "/audit/check", looker, "").body());
    assertThat(checked.getJsonArray("faults")).isEmpty();
    assertThat(checked.getLong("lines")).isEqualTo(2 * 12);
    assertThat(lines()).filteredOn(line -> line.containsKey("who")).hasSize(12);
    assertThat(lines().toString()).doesNotContain(duty, looker, "小枣", "好吃");
    assertThat(ask("POST", "/audit/cut?through=x", duty, "").statusCode()).isEqualTo(400);
  }

  @Test
  void changesThatComeAllAtOnce_eachLeaveTheirLines() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(server.opsDoor().resolve("/log-level/org.guchang.no" + i))
              .header("authorization", "Bearer " + duty)
              .method("DELETE", BodyPublishers.noBody())
              .build();
      asked.add(HTTP.sendAsync(request, BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : asked) {
      assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isLessThan(500);
    }

    Eventually.until(
        "both lines of each are there",
        () ->
            new JsonObject(ask("GET", "/audit/check", looker, "").body()).getLong("lines") == 400);
    assertThat(new JsonObject(ask("GET", "/audit/check", looker, "").body()).getJsonArray("faults"))
        .isEmpty();
  }

  private void refused() throws Exception {
    for (String path :
        List.of(
            "/catalog/reload", "/access/reload", "/shares", "/sessions/jc/wipe", "/audit/cut")) {
      assertThat(ask("POST", path, looker, "").statusCode()).as(path).isEqualTo(403);
      assertThat(ask("POST", path, "", "").statusCode()).as(path).isEqualTo(401);
      assertThat(ask("POST", path, "gct_guessed", "").statusCode()).as(path).isEqualTo(401);
    }
    assertThat(ask("GET", "/audit", "", "").statusCode()).isEqualTo(401);
    assertThat(ask("POST", "/nothing/here", duty, "").statusCode()).isEqualTo(404);
    assertThat(lines()).isEmpty();
  }

  private void users() throws Exception {
    writeUsers("  - {name: li, sha256: %s, role: metrics}".formatted("0".repeat(64)));
    changed("POST", "/access/reload", "");
    assertThat(newest("/access/reload", "POST /access/reload"))
        .contains("\"before\":[],\"after\":[\"token li metrics\"]");
  }

  private void shares() throws Exception {
    JsonObject wanted =
        new JsonObject()
            .put("name", "广场大屏")
            .put("boards", new JsonArray().add("session/jc"))
            .put("until", Instant.now().plus(1, ChronoUnit.DAYS).toString());
    JsonObject made = changed("POST", "/shares", wanted.encode());
    String token = made.getString("path").substring(3);
    assertThat(newest("/shares", "POST /shares"))
        .contains("广场大屏", "session/jc")
        .doesNotContain(token);
    String revoke = "/shares/" + made.getString("id") + "/revoke";
    changed("POST", revoke, "");
    assertThat(newest(revoke, "POST /shares/:id/revoke"))
        .contains("\"before\":\"good\",\"after\":\"revoked\"");
    assertThat(server.log()).doesNotContain(token, duty, looker);
  }

  private void quarantine() throws Exception {
    JsonArray items =
        new JsonObject(ask("GET", "/quarantine", looker, "").body()).getJsonArray("items");
    String one = "/quarantine/" + items.getJsonObject(0).getString("id");
    changed("POST", one + "/repost", "");
    assertThat(newest(one + "/repost", "POST /quarantine/:id/repost")).contains("\"outcome\":");
    changed("POST", one + "/dismiss", "{\"reason\":\"重复\"}");
    assertThat(newest(one + "/dismiss", "POST /quarantine/:id/dismiss")).contains("\"dismissed\":");
    assertThat(ask("GET", "/quarantine/trail", looker, "").body()).contains("duty 127.0.0.1");
    changed("POST", "/quarantine/repost?partner=acme", "");
    assertThat(newest("/quarantine/repost", "POST /quarantine/repost"))
        .contains("\"partner\":\"acme\"");
  }

  private void comments() throws Exception {
    JsonArray comments =
        new JsonObject(ask("GET", "/sessions/jc/comments", looker, "").body())
            .getJsonArray("comments");
    String hide = "/sessions/jc/comments/" + comments.getJsonObject(0).getString("id") + "/hide";
    changed("POST", hide, "");
    assertThat(newest(hide, "POST /sessions/:id/comments/:comment/hide"))
        .contains("\"before\":\"shown\",\"after\":\"hidden\"");
  }

  private JsonObject changed(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = ask(method, path, duty, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  /** What came of the newest such request, when it is there. */
  private String newest(String target, String what) {
    JsonObject asked =
        lines().stream()
            .filter(line -> target.equals(line.getString("target")))
            .filter(line -> what.equals(line.getString("what")))
            .reduce((older, newer) -> newer)
            .orElseThrow();
    assertThat(asked.getString("who")).isEqualTo("duty");
    assertThat(asked.getString("from")).isEqualTo("127.0.0.1");
    long number = asked.getLong("number");
    Eventually.until("line " + number + " came to something", () -> !came(number).isEmpty());
    return came(number);
  }

  private String came(long number) {
    return lines().stream()
        .filter(line -> line.getLong("of", 0L) == number)
        .map(JsonObject::encode)
        .findFirst()
        .orElse("");
  }

  private List<JsonObject> lines() {
    JsonArray lines =
        new JsonObject(ask("GET", "/audit?count=1000", looker, "").body()).getJsonArray("lines");
    return lines.stream()
        .map(each -> new JsonObject(((JsonObject) each).getString("line")))
        .toList();
  }

  private HttpResponse<String> ask(String method, String path, String token, String body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(server.opsDoor() + path))
              .method(method, BodyPublishers.ofString(body));
      if (!token.isEmpty()) {
        request.header("authorization", "Bearer " + token);
      }
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.guchang.ingest.WebhookSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with refused events of the built server, over HTTP and by command. */
class QuarantineIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NAME = "王小明";
  private static final String PHONE = "13912345678";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private int deliveries;

  @Test
  void anUnknownSession_isKept_survivesAKill_isMended_postedAgain_andOnTheBoard(@TempDir Path dir)
      throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog("known"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nzao,交城骏枣,交城县\n");
    try (ServerProcess server =
        new ServerProcess(dir, "catalog: {dir: " + catalog + "}").awaitReady()) {
      String batch =
          "[" + paid("o1", "known") + "," + paid("o2", "later") + "," + paid("o3", "later") + "]";
      assertThat(push(server, "acme", batch).body()).contains("\"accepted\":1", "/subject");
      assertThat(push(server, "acme", batch).statusCode()).isEqualTo(200);
      assertThat(push(server, "other", "[" + paid("o9", "nowhere") + "]").statusCode())
          .isEqualTo(422);
      assertThat(push(server, "acme", NAME + " " + PHONE).statusCode()).isEqualTo(400);
      assertThat(push(server, "nobody", batch).statusCode()).isEqualTo(401);

      server.killAndStartAgain();
      server.awaitReady();
      JsonNode kept = get(server, "/quarantine?partner=acme");
      assertThat(kept.path("items")).hasSize(3);
      assertThat(kept.path("partners").findValuesAsText("partner"))
          .containsExactlyInAnyOrder("acme", "other");
      JsonNode order =
          get(server, "/quarantine?reason=no+session+of&partner=acme").path("items").path(1);
      assertThat(order.path("times").asInt()).isEqualTo(2);
      assertThat(order.path("type").asText()).isEqualTo("guchang.order.paid");
      assertThat(order.path("faults").path(0).path("pointer").asText()).isEqualTo("/subject");

      String id = order.path("id").asText();
      assertThat(post(server, "/quarantine/" + id + "/repost", "").body()).contains("\"stayed\"");
      Files.writeString(catalog.resolve("catalog.yaml"), catalog("known", "later"));
      assertThat(post(server, "/catalog/reload", "").statusCode()).isEqualTo(200);
      assertThat(post(server, "/quarantine/" + id + "/repost", "").body()).contains("\"accepted\"");
      assertThat(post(server, "/quarantine/" + id + "/repost", "").statusCode()).isEqualTo(404);
      assertThat(push(server, "acme", "[" + paid("o3", "later") + "]").statusCode()).isEqualTo(200);

      assertThat(command(server, "repost", "--partner", "acme", "--reason", "session")).isZero();
      assertThat(server.log()).contains("known already");
      JsonNode totals = server.state("session/later").path("totals");
      assertThat(totals.path("gmvFen").asLong()).isEqualTo(2 * 5_980);
      assertThat(totals.path("buyers").asLong()).isEqualTo(1);
      assertThat(get(server, "/quarantine?partner=acme").path("items")).hasSize(1);

      assertThat(ServerProcess.exitCode(server.verify())).isZero();
      assertThat(server.log()).doesNotContain(NAME, PHONE);
    }
    assertNothingPersonal(dir);
  }

  @Test
  void commandsListShowAndDismiss_andBadInputIsToldAsAProblem(@TempDir Path dir) throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog("known"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nzao,交城骏枣,交城县\n");
    try (ServerProcess server =
        new ServerProcess(dir, "catalog: {dir: " + catalog + "}\nquarantine: {items: 2}")
            .awaitReady()) {
      assertThat(push(server, "other", "[" + paid("o1", "gone") + "]").statusCode()).isEqualTo(422);
      for (int i = 0; i < 4; i++) {
        assertThat(push(server, "acme", "[" + paid("o" + i, "gone") + "]").statusCode())
            .as(server.log())
            .isEqualTo(422);
      }
      JsonNode all = get(server, "/quarantine");
      assertThat(all.path("items")).hasSize(3);
      assertThat(all.path("partners").toString()).contains("\"dropped\":2", "\"dropped\":0");
      assertThat(server.log()).containsPattern("A quarantine is full.* partner=acme");
      assertThat(metrics(server))
          .contains("guchang_quarantine_items{partner=\"acme\"} 2.0")
          .contains("guchang_quarantine_dropped_total{partner=\"acme\"} 2.0");

      String id = all.path("items").path(0).path("id").asText();
      assertThat(command(server, "list")).isZero();
      assertThat(command(server, "show", id)).isZero();
      assertThat(server.log()).contains("guchang.order.paid", "\"orderId\" : \"o3\"", "person:");
      assertThat(command(server, "repost", id)).isEqualTo(1);
      assertThat(command(server, "dismiss", id, "--because", "重复的测试订单")).isZero();
      assertThat(command(server, "show", id)).isEqualTo(1);
      assertThat(command(server, "trail")).isZero();
      assertThat(server.log()).contains("reason=重复的测试订单", "was dismissed from the quarantine");
      assertThat(get(server, "/quarantine/trail").toString()).contains(id, "重复的测试订单");

      assertProblem(400, get(server, "/quarantine?count=many"));
      assertProblem(400, get(server, "/quarantine?after=x"));
      assertProblem(404, get(server, "/quarantine/nothing"));
      assertProblem(
          400, JSON.readTree(post(server, "/quarantine/" + id + "/dismiss", "{}").body()));
      assertProblem(
          400,
          JSON.readTree(post(server, "/quarantine/" + id + "/dismiss", "{\"reason\":7}").body()));
      assertProblem(
          404,
          JSON.readTree(
              post(server, "/quarantine/" + id + "/dismiss", "{\"reason\":\"x\"}").body()));
    }
  }

  private static void assertProblem(int status, JsonNode problem) {
    assertThat(problem.path("status").asInt()).as(problem.toString()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).isNotEmpty();
  }

  private static void assertNothingPersonal(Path dir) throws Exception {
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
            .as(file.toString())
            .doesNotContain(NAME, PHONE, "晋祠路");
      }
    }
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
      yaml.append("  - {id: ").append(id);
      yaml.append(
          ", campaign: may, county: 交城县, title: t, platforms: [douyin], startsAt: \"2020-05-16T19:30:00+08:00\", endsAt: \"2020-05-16T22:00:00+08:00\"}\n");
    }
    yaml.append("partners:\n");
    for (String id : new String[] {"acme", "other"}) {
      yaml.append("  - {id: ").append(id).append(", format: native, secrets: [").append(SECRET);
      yaml.append("], sessions: [\"*\"], platforms: [douyin]}\n");
    }
    return yaml.toString();
  }

  private static String paid(String order, String session) {
    return """
        {"specversion":"1.0","id":"e-%s","source":"douyin","type":"guchang.order.paid","subject":"%s",
         "time":"2020-05-16T20:31:07+08:00","data":{"orderId":"%s","buyer":"%s %s","amountFen":5980,
         "lines":[{"sku":"zao","name":"交城骏枣","quantity":2,"amountFen":5980}],
         "address":{"name":"%s","phone":%s,"line":"晋祠路一号"}}}
        """
        .formatted(order, session, order, NAME, PHONE, NAME, PHONE);
  }

  private HttpResponse<String> push(ServerProcess server, String partner, String body)
      throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    long seconds = System.currentTimeMillis() / 1000;
    String id = "d" + deliveries++;
    return HTTP.send(
        HttpRequest.newBuilder(server.partnerDoor().resolve("/hooks/" + partner))
            .header("Content-Type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(seconds))
            .header("webhook-signature", WebhookSignature.sign(SECRET, id, seconds, bytes))
            .POST(BodyPublishers.ofByteArray(bytes))
            .build(),
        BodyHandlers.ofString());
  }

  private static int command(ServerProcess server, String... words) throws Exception {
    String[] all = new String[words.length + 3];
    all[0] = "quarantine";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--ops";
    all[words.length + 2] = server.opsDoor().toString();
    return ServerProcess.exitCode(server.guchang(all));
  }

  private static JsonNode get(ServerProcess server, String path) throws Exception {
    return JSON.readTree(text(server, path));
  }

  private static String metrics(ServerProcess server) throws Exception {
    return text(server, "/metrics");
  }

  private static String text(ServerProcess server, String path) throws Exception {
    URI uri = server.opsDoor().resolve(path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static HttpResponse<String> post(ServerProcess server, String path, String body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(server.opsDoor().resolve(path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}

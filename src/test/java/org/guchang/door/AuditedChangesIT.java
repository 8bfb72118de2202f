package org.guchang.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.guchang.config.Settings.DoorName;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed at the ops door leaves lines; what only asks leaves none. */
final class AuditedChangesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void a_change_leaves_what_was_asked_and_what_came_of_it(@TempDir Path dir) throws Exception {
    try (WholeServer server = new WholeServer(dir, Map.of())) {
      URI ops = URI.create(server.doors.address(DoorName.OPS));
      ask(ops, "GET", "/log-level/root", "");
      ask(ops, "POST", "/nothing/here", "");
      assertThat(lines(ops)).isEmpty();

      String body = "{\"level\":\"warn\",\"minutes\":1}";
      assertThat(ask(ops, "PUT", "/log-level/org.guchang.ingest", body).statusCode())
          .isEqualTo(200);
      ask(ops, "DELETE", "/log-level/org.guchang.ingest", "");
      assertThat(ask(ops, "POST", "/sessions/jiaocheng-0516/wipe", "").statusCode()).isEqualTo(409);
      Eventually.until("all came to something", () -> lines(ops).size() == 6);

      List<JsonObject> lines = lines(ops);
      assertThat(lines.get(0).getString("what")).isEqualTo("PUT /log-level/:logger");
      assertThat(lines.get(0).getString("target")).isEqualTo("/log-level/org.guchang.ingest");
      assertThat(lines.get(0).getString("who")).isEqualTo("anybody");
      assertThat(lines.get(0).getString("from")).isEqualTo("127.0.0.1");
      JsonObject came =
          lines.stream().filter(line -> line.containsKey("after")).findFirst().orElseThrow();
      assertThat(came.getLong("of")).isEqualTo(1);
      assertThat(came.getJsonObject("after").getString("level")).isEqualTo("warn");
      assertThat(lines).anyMatch(line -> line.getValue("status", 0).equals(409));

      JsonObject checked = new JsonObject(ask(ops, "GET", "/audit/check", "").body());
      assertThat(checked.getJsonArray("faults")).isEmpty();
      assertThat(checked.getLong("lines")).isEqualTo(6);
      assertThat(ask(ops, "POST", "/audit/cut?through=x", "").statusCode()).isEqualTo(400);
    }
  }

  private static List<JsonObject> lines(URI ops) {
    JsonArray lines = new JsonObject(ask(ops, "GET", "/audit", "").body()).getJsonArray("lines");
    return lines.stream()
        .map(each -> new JsonObject(((JsonObject) each).getString("line")))
        .toList();
  }

  private static HttpResponse<String> ask(URI ops, String method, String path, String body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(ops.resolve(path))
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

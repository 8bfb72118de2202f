package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guchang.app.ServerProcess.Ended;
import org.guchang.redis.Eventually;
import org.guchang.redis.LoneRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers keep one trail in a Redis that is restarted, and that somebody else gets at. */
class AuditCommandIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String LINES = "guchang:{audit}:lines";

  @Test
  void aRestartAndASecondServer_leaveTheTrailWhole_aChangedLineIsNamed(@TempDir Path dir)
      throws Exception {
    Path one = Files.createDirectory(dir.resolve("one"));
    Path two = Files.createDirectory(dir.resolve("two"));
    try (LoneRedis redis =
            new LoneRedis(dir.resolve("outside"), List.of("--appendfsync", "always"));
        ServerProcess first = on(redis, one);
        ServerProcess second = on(redis, two)) {
      first.awaitReady();
      second.awaitReady();
      assertThat(changes(first) && changes(second)).isTrue();
      Eventually.until("both came to something", () -> lines(redis) == 4);
      redis.kill();
      redis.start();
      Eventually.until("both go on", () -> changes(first) && changes(second));
      Eventually.until("each change came to something", () -> lines(redis) >= 8);
      Ended whole = second.atOpsDoor("audit", "--export", two.resolve("trail.jsonl").toString());
      assertThat(whole.code()).as(whole.out()).isZero();
      assertThat(whole.out()).contains("PUT /log-level/:logger", "anybody", "127.0.0.1");
      long lines = Files.readAllLines(two.resolve("trail.jsonl")).size();
      assertThat(lines).isGreaterThanOrEqualTo(8);

      change(redis, "ingest", "1ngest");
      Ended changed = first.atOpsDoor("audit", "--count", "2");
      assertThat(changed.code()).isEqualTo(1);
      assertThat(changed.out()).contains("line 1 is not as it was when line 2 was written");
    }
  }

  private static int lines(LoneRedis redis) {
    return Integer.parseInt(redis.ask("LLEN " + LINES).substring(1).strip());
  }

  private static ServerProcess on(LoneRedis redis, Path dir) throws Exception {
    return new ServerProcess(dir, "redis: {uri: '%s'}".formatted(redis.uri()));
  }

  private static boolean changes(ServerProcess server) {
    URI at = server.opsDoor().resolve("/log-level/org.guchang.ingest");
    HttpRequest request =
        HttpRequest.newBuilder(at).PUT(BodyPublishers.ofString("{\"level\":\"warn\"}")).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** In the first line, by somebody who can write to Redis. */
  private static void change(LoneRedis redis, String from, String to) {
    String script =
        "redis.call('LSET', KEYS[1], 0, (string.gsub(redis.call('LINDEX', KEYS[1], 0), '%s', '%s')))"
            .formatted(from, to);
    assertThat(redis.ask("EVAL \"" + script + "\" 1 " + LINES)).startsWith("$-1");
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

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
      level(first, "warn");
      level(second, "error");
      assertThat(first.atOpsDoor("audit").code()).isZero();

      redis.kill();
      redis.start();
      Eventually.until("both go on", () -> levelIs(first, "info") && levelIs(second, "info"));
      Ended whole = second.atOpsDoor("audit", "--export", two.resolve("trail.jsonl").toString());
      assertThat(whole.code()).as(whole.out()).isZero();
      assertThat(whole.out()).contains("PUT /log-level/:logger", "anybody", "127.0.0.1");
      long lines = Files.readAllLines(two.resolve("trail.jsonl")).size();
      assertThat(lines).isGreaterThanOrEqualTo(8);

      change(redis, "root", "r00t");
      Ended changed = first.atOpsDoor("audit");
      assertThat(changed.code()).isEqualTo(1);
      assertThat(changed.out()).contains("line 1 is not as it was when line 2 was written");
      assertThat(first.atOpsDoor("audit", "--cut", "3").code()).as("not off that one").isOne();
      change(redis, "r00t", "root");

      Ended cut = first.atOpsDoor("audit", "--cut", "3");
      assertThat(cut.code()).as(cut.out()).isZero();
      assertThat(redis.ask("LTRIM " + LINES + " 0 -3")).startsWith("+OK");
      Ended missing = second.atOpsDoor("audit");
      assertThat(missing.code()).isEqualTo(1);
      assertThat(missing.out()).containsPattern("the last lines, \\d+ to \\d+, are missing");
    }
  }

  private static ServerProcess on(LoneRedis redis, Path dir) throws Exception {
    return new ServerProcess(dir, "redis: {uri: '%s'}".formatted(redis.uri())).awaitReady();
  }

  private static void level(ServerProcess server, String level) throws Exception {
    Ended ended = server.atOpsDoor("log-level", "root", level);
    assertThat(ended.code()).as(ended.out()).isZero();
  }

  private static boolean levelIs(ServerProcess server, String level) {
    try {
      return server.atOpsDoor("log-level", "root", level).code() == 0;
    } catch (Exception e) {
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

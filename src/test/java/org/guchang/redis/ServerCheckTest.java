package org.guchang.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.guchang.config.Settings.Durability;
import org.junit.jupiter.api.Test;

final class ServerCheckTest {

  private static final Durability FSYNC = new Durability.Fsync();

  private static Map<String, String> facts(String... changes) {
    Map<String, String> facts =
        new HashMap<>(
            ServerCheck.facts(
                String.join(
                    "\r\n",
                    "# Server",
                    "redis_version:6.2.0",
                    "role:master",
                    "aof_enabled:1",
                    "maxmemory_policy:noeviction")));
    for (int i = 0; i < changes.length; i += 2) {
      facts.put(changes[i], changes[i + 1]);
    }
    return facts;
  }

  @Test
  void a_good_one_has_no_problem() {
    assertThat(ServerCheck.problems(facts(), "always", FSYNC)).isEmpty();
    assertThat(ServerCheck.problems(facts(), "everysec", new Durability.EverySecond())).isEmpty();
    assertThat(ServerCheck.problems(facts(), "always", new Durability.EverySecond())).isEmpty();
  }

  @Test
  void a_setting_that_is_not_told_is_no_problem() {
    assertThat(ServerCheck.problems(facts(), "", FSYNC)).isEmpty();
  }

  @Test
  void replicas_need_no_file() {
    assertThat(ServerCheck.problems(facts("aof_enabled", "0"), "no", new Durability.Replicas(1)))
        .isEmpty();
  }

  @Test
  void every_problem_is_told_at_once() {
    Map<String, String> bad =
        facts(
            "redis_version", "5.0.14",
            "role", "slave",
            "master_host", "10.0.0.1",
            "master_port", "6379",
            "aof_enabled", "0",
            "maxmemory_policy", "allkeys-lru");
    assertThat(ServerCheck.problems(bad, "no", FSYNC))
        .hasSize(5)
        .anyMatch(problem -> problem.contains("5.0.14"))
        .anyMatch(problem -> problem.contains("10.0.0.1:6379"))
        .anyMatch(problem -> problem.contains("allkeys-lru"))
        .anyMatch(problem -> problem.contains("append-only"))
        .anyMatch(problem -> problem.contains("appendfsync is no"));
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.redis.Eventually;
import org.guchang.redis.LoneRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An outside Redis comes back with less than it had: first with its last commits cut off, then with
 * nothing. The server says what is missing, and never goes on from zero by itself.
 */
class LostDataIT {
  private static final String SESSION = "jiaocheng-0516";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private int sent;

  @Test
  void redisThatLostCommits_orAllOfThem_isNoticedAndNothingIsMixed(@TempDir Path dir)
      throws Exception {
    try (LoneRedis redis =
            new LoneRedis(dir.resolve("outside"), List.of("--appendfsync", "everysec"));
        ServerProcess server =
            new ServerProcess(
                    dir,
                    "redis: {uri: '%s'}%nledger: {durability: everysec}".formatted(redis.uri()))
                .awaitReady();
        FrameLog screen = new FrameLog(server.screenDoor(), "session/" + SESSION)) {
      for (int order = 1; order <= 5; order++) {
        assertThat(send(server)).isEqualTo(200);
      }
      screen.until("/totals/orders", 5);

      lastCommitIsCutOff(server, redis);
      redisIsEmpty(server, redis, screen);
      emptinessIsAccepted(server);
      policyChanges(server, redis);
    }
  }

  private void lastCommitIsCutOff(ServerProcess server, LoneRedis redis) throws Exception {
    assertThat(metrics(server)).contains("\nguchang_ledger_commits_missing 0");
    redis.kill();
    redis.tearAt("{" + SESSION + "}:ledger");
    redis.start();
    await(server, "guchang_ledger_commits_missing 1");
    server.awaitInLog("Redis has lost commits");
    assertThat(server.log()).contains("session=" + SESSION);
    sent = 4;
    assertThat(sendUntilKept(server)).as("the lost one, sent again").isEqualTo(200);
    assertThat(server.state("session/" + SESSION).at("/totals/orders").asLong()).isEqualTo(5);
  }

  private void redisIsEmpty(ServerProcess server, LoneRedis redis, FrameLog screen)
      throws Exception {
    redis.kill();
    redis.forget();
    redis.start();
    await(server, "guchang_part_up{part=\"data\"} 0");

    awaitRefusal(server, "does not find the data it has served");
    assertThat(send(server)).isEqualTo(503);
    assertThat(redis.ask("KEYS *")).as("nothing is written there").startsWith("*0");
    assertThat(screen.until("/totals/orders", 5).at("/totals/orders").asLong()).isEqualTo(5);
    assertThat(server.state("session/" + SESSION).at("/totals/orders").asLong()).isEqualTo(5);
    assertThat(ServerProcess.exitCode(data(server))).isEqualTo(1);
  }

  private void emptinessIsAccepted(ServerProcess server) throws Exception {
    assertThat(ServerProcess.exitCode(data(server, "--accept"))).as(server.log()).isZero();
    server.awaitReady();
    assertThat(sendUntilKept(server)).isEqualTo(200);
    // the boards come back by links of their own
    Eventually.until("the board shows what was accepted", () -> orders(server) == 1);
    assertThat(ServerProcess.exitCode(server.verify())).isZero();
  }

  private static long orders(ServerProcess server) {
    try {
      return server.state("session/" + SESSION).at("/totals/orders").asLong();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static void policyChanges(ServerProcess server, LoneRedis redis) throws Exception {
    assertThat(redis.ask("CONFIG SET maxmemory-policy allkeys-lru")).startsWith("+OK");
    await(server, "guchang_redis_fit 0");
    server.awaitInLog("Redis is no longer fit");
    assertThat(server.log()).contains("may throw figures away");
  }

  private static Process data(ServerProcess server, String... more) throws Exception {
    return server.onSettings("data", more);
  }

  private int send(ServerProcess server) throws Exception {
    return post(server, "o-" + ++sent).statusCode();
  }

  /** As a good partner does; until links are back it is answered 503. */
  private int sendUntilKept(ServerProcess server) throws Exception {
    sent++;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    int status = post(server, "o-" + sent).statusCode();
    while (status != 200 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      status = post(server, "o-" + sent).statusCode();
    }
    return status;
  }

  private static HttpResponse<String> post(ServerProcess server, String order) throws Exception {
    return new NativePartner(server.partnerDoor(), "demo")
        .answer(ServerProcess.DEMO_SECRET, "d-" + order, NativePartner.paid(SESSION, order, "枣"));
  }

  /** One link after the other finds out. */
  private static void awaitRefusal(ServerProcess server, String words) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    HttpResponse<String> answer = post(server, "o-6");
    while (!answer.body().contains(words)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(System.nanoTime()).as(answer.body()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      answer = post(server, "o-6");
    }
  }

  private static String metrics(ServerProcess server) throws Exception {
    URI at = server.opsDoor().resolve("/metrics");
    return HTTP.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void await(ServerProcess server, String line) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!metrics(server).contains("\n" + line)) {
      assertThat(System.nanoTime()).as("never: " + line + "; " + server.log()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}

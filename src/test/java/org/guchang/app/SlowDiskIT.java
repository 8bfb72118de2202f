package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data directory is on a disk that takes its time over each fsync. Whatever is answered 2xx is
 * kept and counted once; who cannot be answered in time is told so, and when to come again; nobody
 * else waits; meters and an alert say that it is the disk; and when the disk is well again so is
 * all else, by itself.
 */
@Timeout(240)
final class SlowDiskIT {
  private static final String BOARD = "session/jiaocheng-0516";
  private static final long PRICE_FEN = 1_000;
  private static final int SENDERS = 8;

  /** Of an answer: a commit's own five seconds, and some for a busy machine. */
  private static final long MOST_MILLIS = 5_000 + 3_000;

  /** Of an answer that needs no Redis. */
  private static final long PROMPT_MILLIS = 2_000;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path dir;
  private final AtomicInteger orders = new AtomicInteger();
  private final List<Answer> answers = new ArrayList<>();

  /** What one delivery of one order was answered. */
  private record Answer(int order, int status, String retryAfter, long millis) {}

  @BeforeEach
  void slowness() throws Exception {
    assumeThat(SlowDisk.isPossible()).as("strace may hold a process here").isTrue();
  }

  @Test
  void fsync_eachTakingLong_countsOnceWhatIsAnswered_andTheAlertSaysSo() throws Exception {
    try (ServerProcess server = start("fsync");
        PrometheusProcess prometheus =
            new PrometheusProcess(dir, server.opsDoor(), Map.of()).awaitReading()) {
      for (int i = 0; i < 20; i++) {
        assertThat(send(server, next()).status()).isEqualTo(200);
      }
      assertThat(prometheus.isSilent("GuchangCommitSlow")).isTrue();
      double seconds = commits(server, "sum");
      double commits = commits(server, "count");
      whileSlow(server, 300, () -> assertPromptUntilDone(server, sending(server, 12)));
      double slowness = (commits(server, "sum") - seconds) / (commits(server, "count") - commits);
      assertThat(slowness).as("seconds of a commit, by its meter").isBetween(0.28, 3.0);
      assertThat(answers).extracting(Answer::status).contains(200).isSubsetOf(200, 503);
      JsonNode told = prometheus.awaitFiring("GuchangCommitSlow", "");
      assertThat(told.path("description").asText()).contains("took longer than 100 ms");
      assertThat(prometheus.runbook("GuchangCommitSlow")).contains("disk");
      assertWellAgain(server);
    }
  }

  @Test
  void fsync_thatStandsStill_isAnswered503InTime_andNothingIsCountedTwice() throws Exception {
    try (ServerProcess server = start("fsync")) {
      assertThat(send(server, next()).status()).isEqualTo(200);
      whileSlow(server, 9_000, () -> assertPromptUntilDone(server, sending(server, 1)));
      assertThat(answers).extracting(Answer::status).contains(503).isSubsetOf(200, 503);
      assertWellAgain(server);
    }
  }

  @Test
  void everysec_doesNotWaitForTheDisk_andTheMeterTellsOfIt() throws Exception {
    try (ServerProcess server = start("everysec")) {
      whileSlow(
          server,
          4_000,
          () ->
              Eventually.until(
                  "Redis counts an fsync that was late",
                  () -> {
                    assertThat(send(server, next()).status()).isEqualTo(200);
                    return meter(server, "guchang_redis_fsync_delayed") > 0;
                  }));
      assertWellAgain(server);
    }
  }

  private ServerProcess start(String durability) throws Exception {
    return new ServerProcess(dir, "ledger: {durability: " + durability + "}").awaitReady();
  }

  /** What is done while each fsync takes so much longer. */
  private interface Deed {
    void run() throws Exception;
  }

  private static void whileSlow(ServerProcess server, long eachMillis, Deed deed) throws Exception {
    SlowDisk disk = new SlowDisk(server.redis(), Duration.ofMillis(eachMillis));
    try {
      deed.run();
    } finally {
      disk.close();
    }
  }

  private int next() {
    return orders.incrementAndGet();
  }

  /** Each sends as soon as it is answered, for so many seconds and at least once. */
  private List<CompletableFuture<Void>> sending(ServerProcess server, int seconds) {
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<CompletableFuture<Void>> sending = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      sending.add(
          CompletableFuture.runAsync(
              () -> {
                do {
                  Answer answer = send(server, next());
                  synchronized (answers) {
                    answers.add(answer);
                  }
                } while (System.nanoTime() < end);
              },
              senders));
    }
    senders.shutdown();
    return sending;
  }

  /** Meanwhile the doors answer as ever whoever needs no disk, so no event loop waits. */
  private static void assertPromptUntilDone(
      ServerProcess server, List<CompletableFuture<Void>> sending) throws Exception {
    do {
      for (URI at :
          List.of(
              server.opsDoor().resolve("/health/live"), server.screenDoor().resolve("/api/page"))) {
        long begun = System.nanoTime();
        assertThat(get(at).statusCode()).isEqualTo(200);
        assertThat(millisSince(begun)).as("%s", at).isLessThan(PROMPT_MILLIS);
      }
    } while (sending.stream().anyMatch(one -> !one.isDone()));
    CompletableFuture.allOf(sending.toArray(CompletableFuture[]::new)).join();
  }

  /** All that was refused is sent again, and then each order is there once, and proved. */
  private void assertWellAgain(ServerProcess server) throws Exception {
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.millis()).isLessThan(MOST_MILLIS);
              assertThat(answer.retryAfter().isEmpty()).isEqualTo(answer.status() == 200);
            });
    for (Answer answer : answers) {
      if (answer.status() != 200) {
        Eventually.until("it is taken", () -> send(server, answer.order()).status() == 200);
      }
    }
    Answer last = send(server, next());
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.millis()).isLessThan(PROMPT_MILLIS);
    Eventually.until("the board shows all", () -> total(server, "orders") == orders.get());
    assertThat(total(server, "gmvFen")).isEqualTo(orders.get() * PRICE_FEN);
    assertThat(server.log()).doesNotContain("has been blocked");
    assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
  }

  private static long total(ServerProcess server, String figure) {
    return unchecked(() -> server.state(BOARD)).at("/totals/" + figure).asLong();
  }

  private static Answer send(ServerProcess server, int order) {
    NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
    String body = NativePartner.paid("jiaocheng-0516", "o-" + order, "枣");
    long begun = System.nanoTime();
    HttpResponse<String> answer =
        unchecked(() -> demo.answer(ServerProcess.DEMO_SECRET, "d-" + order, body));
    return new Answer(
        order,
        answer.statusCode(),
        answer.headers().firstValue("retry-after").orElse(""),
        millisSince(begun));
  }

  private static double commits(ServerProcess server, String part) {
    return meter(server, "guchang_commit_duration_seconds_" + part);
  }

  /** Over all its labels. */
  private static double meter(ServerProcess server, String name) {
    return unchecked(() -> get(server.opsDoor().resolve("/metrics")))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static HttpResponse<String> get(URI at) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static <T> T unchecked(Callable<T> asked) {
    try {
      return asked.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

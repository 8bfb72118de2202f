package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built server is told to stop (SIGTERM) while partners send and screens look on: it says so,
 * finishes what it has begun, sends its screens away so that they come back, ends with 0, and has
 * counted exactly what it answered with 200.
 */
class StoppedUnderLoadIT {
  private static final int SENDERS = 8;
  private static final int SCREENS = 20;
  private static final String SESSION = "session/jiaocheng-0516";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final AtomicInteger orders = new AtomicInteger();
  private final AtomicInteger counted = new AtomicInteger();

  /** What was not answered with 200: the order, and the answer. */
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

  private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();

  @Test
  void terminatedUnderLoad_endsWithZeroInTimeAndHasCountedWhatItAnswered(@TempDir Path dir)
      throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
      List<Looker> screens = Stream.generate(() -> new Looker(server)).limit(SCREENS).toList();
      ExecutorService senders = Executors.newFixedThreadPool(SENDERS + 1);
      for (int i = 0; i < SENDERS; i++) {
        senders.execute(() -> sendUntilRefused(demo));
      }
      Eventually.until("the load is on", () -> counted.get() >= 200);
      CompletableFuture<String> notReady =
          CompletableFuture.supplyAsync(() -> firstNotReady(server.opsDoor()), senders);

      long before = System.nanoTime();
      int exitCode = server.terminate();
      Duration took = Duration.ofNanos(System.nanoTime() - before);

      assertThat(exitCode).as(server.log()).isZero();
      assertThat(took).isLessThan(Duration.ofSeconds(10));
      assertThat(notReady.get(10, TimeUnit.SECONDS)).contains("\"status\":\"stopping\"");
      senders.shutdown();
      assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(refusals).as("told to come again").isNotEmpty().containsOnly(503);
      for (Looker screen : screens) {
        assertThat(screen.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
      }

      server.startAgain();
      server.awaitReady();
      assertThat(ordersOf(server)).isEqualTo(counted.get());
      for (String order : unanswered) {
        assertThat(send(demo, order)).isEqualTo(200);
      }
      assertThat(ordersOf(server)).isEqualTo(counted.get() + unanswered.size());
      for (int i = 0; i < SCREENS; i++) {
        assertThat(new Looker(server).first.get(10, TimeUnit.SECONDS)).contains("snapshot");
      }
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  private void sendUntilRefused(NativePartner partner) {
    while (true) {
      String order = "o" + orders.incrementAndGet();
      try {
        int status = send(partner, order);
        if (status != 200) {
          refusals.add(status);
          unanswered.add(order);
          return;
        }
        counted.incrementAndGet();
      } catch (IOException gone) {
        unanswered.add(order);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static int send(NativePartner partner, String order)
      throws IOException, InterruptedException {
    return partner.send(
        ServerProcess.DEMO_SECRET,
        "msg_" + order,
        NativePartner.paid("jiaocheng-0516", order, "枣"));
  }

  /** What the first answer says that is not 200. */
  private static String firstNotReady(URI ops) {
    HttpRequest ask = HttpRequest.newBuilder(ops.resolve("/health/ready")).build();
    try {
      HttpResponse<String> answer;
      do {
        answer = HTTP.send(ask, HttpResponse.BodyHandlers.ofString());
      } while (answer.statusCode() == 200);
      return answer.body();
    } catch (IOException e) {
      return "gone before it said so: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static long ordersOf(ServerProcess server) throws Exception {
    return server.state(SESSION).at("/totals/orders").asLong();
  }

  /** A screen that reads what it is sent. */
  private static final class Looker implements WebSocket.Listener {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final CompletableFuture<String> first = new CompletableFuture<>();

    Looker(ServerProcess server) {
      URI door = server.screenDoor();
      HTTP.newWebSocketBuilder()
          .buildAsync(URI.create("ws://" + door.getAuthority() + "/ws/boards/" + SESSION), this)
          .orTimeout(20, TimeUnit.SECONDS)
          .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket of, CharSequence data, boolean last) {
      first.complete(data.toString());
      of.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket of, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket of, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}

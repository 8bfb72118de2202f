package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.guchang.ingest.WebhookSignature;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody sets the clock of the machine by an hour while it sells, ahead and back, that of Redis
 * too. Whoever signs by another time is refused and told the server's; what is accepted counts once
 * and is on the screen at once, whatever the clock says; and when it is right again what was
 * refused is accepted.
 */
@Timeout(180)
final class ClockSteppedIT {
  private static final String SESSION = "jiaocheng-0516";
  private static final String ORDERS = "/totals/orders";
  private static final long HOUR = Duration.ofHours(1).toSeconds();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path dir;
  private SteppedClock clock;
  private int orders;

  @BeforeEach
  void set() throws IOException {
    clock = new SteppedClock(dir);
  }

  @Test
  void steppedAheadAndBack_whatIsAcceptedCountsOnceAndIsShownAtOnce() throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "", clock.environment()).awaitReady();
        FrameLog screen = new FrameLog(server.screenDoor(), "session/" + SESSION)) {
      assertThat(sell(server, "before", 0)).isEqualTo(200);
      screen.until(ORDERS, ++orders);

      for (long offset : new long[] {HOUR, -HOUR, HOUR, 0}) {
        clock.step(offset);
        Eventually.until("the server has seen it", () -> Math.abs(aheadOf(server) - offset) < 60);
        if (offset != 0) {
          assertThat(sell(server, "by the right time" + offset, 0)).isEqualTo(401);
        }
        long began = System.nanoTime();
        assertThat(sell(server, "in step " + orders, offset)).isEqualTo(200);
        screen.until(ORDERS, ++orders);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(sell(server, "before", offset)).as("the same again").isEqualTo(200);
      }
      assertThat(server.log())
          .contains("webhook-timestamp is too far in the past")
          .contains("webhook-timestamp is too far ahead");

      assertThat(sell(server, "by the right time" + HOUR, 0)).as("sent again").isEqualTo(200);
      assertThat(sell(server, "by the right time" + -HOUR, 0)).as("sent again").isEqualTo(200);
      orders += 2;
      screen.until(ORDERS, orders);
      assertThat(server.state("session/" + SESSION).at("/totals/gmvFen").asLong())
          .isEqualTo(orders * 1_000L);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  @Test
  void startedAgainWithAClockThatIsSetBack_allIsThereAndMoreIsCounted() throws Exception {
    clock.step(HOUR);
    try (ServerProcess server = new ServerProcess(dir, "", clock.environment()).awaitReady()) {
      assertThat(sell(server, "ahead", HOUR)).isEqualTo(200);
      clock.step(-HOUR);
      server.killAndStartAgain();
      server.awaitReady();
      assertThat(sell(server, "ahead", -HOUR)).as("the same again").isEqualTo(200);
      assertThat(sell(server, "behind", -HOUR)).isEqualTo(200);
      assertThat(server.state("session/" + SESSION).at(ORDERS).asLong()).isEqualTo(2);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  /**
   * Status of the answer.
   *
   * @param ahead seconds by which the partner's clock is
   */
  private static int sell(ServerProcess server, String order, long ahead) throws Exception {
    String id = order.replace(' ', '-');
    byte[] body = NativePartner.paid(SESSION, id, "枣").getBytes(StandardCharsets.UTF_8);
    long seconds = Instant.now().getEpochSecond() + ahead;
    HttpRequest request =
        HttpRequest.newBuilder(server.partnerDoor().resolve("/hooks/demo"))
            .header("content-type", "application/cloudevents+json")
            .header(WebhookSignature.ID_HEADER, id)
            .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(seconds))
            .header(
                WebhookSignature.SIGNATURE_HEADER,
                WebhookSignature.sign(ServerProcess.DEMO_SECRET, id, seconds, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Seconds by which the server's clock is ahead, by the Date that a partner is told. */
  private static long aheadOf(ServerProcess server) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(server.partnerDoor().resolve("/hooks/demo"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      String date =
          HTTP.send(request, HttpResponse.BodyHandlers.discarding())
              .headers()
              .firstValue("date")
              .orElseThrow();
      Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(Instant.now(), told).toSeconds();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal is wiped while the server counts in it; the same command leaves a live one alone. */
class WipeIT {
  private static final String SECRET = ServerProcess.DEMO_SECRET;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  @Test
  void rehearsal_isWipedWhileTheServerRuns_andBeginsAnew() throws Exception {
    try (ServerProcess server = server()) {
      NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
      assertThat(acme.send(SECRET, "m1", NativePartner.paid("practice", "o1", "试卖枣")))
          .isEqualTo(200);
      assertThat(acme.send(SECRET, "m2", NativePartner.paid("practice", "o2", "试卖枣")))
          .isEqualTo(200);
      assertThat(acme.send(SECRET, "m3", NativePartner.paid("jc", "o1", "枣"))).isEqualTo(200);
      JsonNode before = server.state("session/practice");
      assertThat(before.at("/board/rehearsal").asBoolean()).isTrue();
      assertThat(before.at("/totals/orders").asInt()).isEqualTo(2);

      try (Watcher screen = new Watcher(server.screenDoor(), "session/practice")) {
        screen.await("/state/totals/orders", "2");
        String epoch = screen.newest().path("epoch").asText();

        assertThat(ServerProcess.exitCode(wipe(server, "practice"))).as(server.log()).isZero();
        long wiped = System.nanoTime();

        screen.await("/state/totals/orders", "");
        assertThat(screen.newest().path("epoch").asText()).isNotEqualTo(epoch);
        assertThat(screen.newest().path("kind").asText()).isEqualTo("snapshot");
        assertThat(System.nanoTime() - wiped).isLessThan(TimeUnit.SECONDS.toNanos(1));
      }

      // the same again, as a rehearsal is repeated: nothing of it is known any more
      assertThat(acme.send(SECRET, "m1", NativePartner.paid("practice", "o1", "试卖枣")))
          .isEqualTo(200);
      Eventually.until("it is counted", () -> orders(server, "practice") == 1);
      JsonNode after = server.state("session/practice");
      assertThat(after.at("/totals/orders").asInt()).isEqualTo(1);
      assertThat(after.at("/totals/gmvFen").asInt()).isEqualTo(1000);
      assertThat(after.at("/totals/buyers").asInt()).isEqualTo(1);
      assertThat(after.at("/products/new-1/name").asText()).isEqualTo("试卖枣");
      assertThat(server.state("session/jc").at("/totals/orders").asInt()).isEqualTo(1);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  @Test
  void opsDoor_wipesARehearsal_andRefusesALiveSession() throws Exception {
    try (ServerProcess server = server()) {
      NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
      assertThat(acme.send(SECRET, "m1", NativePartner.paid("jc", "o1", "枣"))).isEqualTo(200);
      assertThat(acme.send(SECRET, "m2", NativePartner.paid("practice", "o1", "枣"))).isEqualTo(200);

      assertThat(NativePartner.post(server.opsDoor().resolve("/sessions/jc/wipe")))
          .startsWith("409")
          .contains("Session jc is live");
      assertThat(NativePartner.post(server.opsDoor().resolve("/sessions/june/wipe")))
          .startsWith("404")
          .contains("there are jc, practice");
      assertThat(ServerProcess.exitCode(wipe(server, "jc"))).isEqualTo(1);
      assertThat(server.log()).contains("Session jc is live");
      assertThat(server.state("session/jc").at("/totals/orders").asInt()).isEqualTo(1);

      assertThat(NativePartner.post(server.opsDoor().resolve("/sessions/practice/wipe")))
          .startsWith("200")
          .contains("\"session\":\"practice\"");
      Eventually.until("it is empty", () -> orders(server, "practice") == 0);
    }
  }

  private static int orders(ServerProcess server, String session) {
    try {
      return server.state("session/" + session).at("/totals/orders").asInt();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Process wipe(ServerProcess server, String session) throws Exception {
    return server.guchang(
        "wipe", "--session", session, "--config", dir.resolve("guchang.yaml").toString());
  }

  private ServerProcess server() throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\n");
    Files.writeString(
        catalog.resolve("catalog.yaml"),
        """
        platforms: [{id: douyin, name: 抖音}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: jc, campaign: may, county: 交城县, title: t, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00"}
          - {id: practice, campaign: may, county: 交城县, title: t, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00",
             rehearsal: true}
        partners:
          - {id: acme, sessions: ["*"], platforms: ["*"], secrets: [%s]}
        """
            .formatted(SECRET));
    return new ServerProcess(dir, "catalog: {dir: " + catalog + "}\nledger: {durability: everysec}")
        .awaitReady();
  }

  /** A screen that remembers its frames. */
  private static final class Watcher implements WebSocket.Listener, AutoCloseable {
    private final Queue<String> frames = new ConcurrentLinkedQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    Watcher(URI door, String board) {
      URI at =
          URI.create("ws" + door.toString().substring("http".length()) + "/ws/boards/" + board);
      socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(at, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        frames.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    /** The newest that is no beat. */
    JsonNode newest() {
      JsonNode newest = JSON.createObjectNode();
      for (String frame : frames) {
        JsonNode read = read(frame);
        newest = read.path("kind").asText().equals("beat") ? newest : read;
      }
      return newest;
    }

    private static JsonNode read(String frame) {
      try {
        return JSON.readTree(frame);
      } catch (JsonProcessingException e) {
        throw new AssertionError(frame, e);
      }
    }

    void await(String pointer, String text) {
      Eventually.until(pointer + " is " + text, () -> newest().at(pointer).asText().equals(text));
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}

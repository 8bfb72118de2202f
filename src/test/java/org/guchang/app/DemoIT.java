package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tries Guchang out starts the demo, stops it, and starts it again in the same folder. */
final class DemoIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern SCREEN = Pattern.compile("screen +(http://\\S+/)");
  private static final Pattern ORDERS = Pattern.compile("\"orders\" *: *(\\d+)");

  @TempDir private Path dir;

  @Test
  void it_comes_alive_each_time_whether_it_was_stopped_or_killed() throws Exception {
    for (int run = 1; run <= 3; run++) {
      Path said = dir.resolve("run-" + run + ".txt");
      Process demo = start(said);
      try {
        Eventually.started(
            "run " + run + " shows orders", () -> !demo.isAlive() || ordersOf(said) > 0);
        assertThat(demo.isAlive()).as(read(said)).isTrue();
        assertThat(read(said)).contains("from an empty board").doesNotContain("level=ERROR");
      } finally {
        if (run == 2) {
          demo.destroyForcibly();
        } else {
          demo.destroy();
        }
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private Process start(Path said) throws IOException {
    ProcessBuilder demo =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-jar",
                    System.getProperty("guchang.jar"),
                    "demo",
                    "--speed",
                    "20"))
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    for (String door : List.of("SCREEN", "PARTNER", "OPS")) {
      demo.environment().put("GUCHANG_" + door + "_PORT", "0");
    }
    return demo.start();
  }

  /** Of the campaign's board; none while the demo is not up. */
  private static int ordersOf(Path said) {
    Matcher door = SCREEN.matcher(read(said));
    if (!door.find()) {
      return 0;
    }
    try {
      HttpRequest board =
          HttpRequest.newBuilder(URI.create(door.group(1) + "api/boards/campaign/lvliang-2020"))
              .build();
      Matcher orders =
          ORDERS.matcher(HTTP.send(board, HttpResponse.BodyHandlers.ofString()).body());
      return orders.find() ? Integer.parseInt(orders.group(1)) : 0;
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path said) {
    try {
      return Files.readString(said);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}

package org.guchang.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.ops.GrafanaFolder;
import org.guchang.redis.FreePort;

/**
 * A real Prometheus with the product's own configuration: its own process, port and folder. It
 * looks every second, and alerts do not wait, so that a test need not either.
 */
final class PrometheusProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What it answers before it is ready. */
  private static final int STARTING = 503;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI at;
  private final Path log;
  private final Process process;

  /**
   * @param thresholds other values of {@code thresholds.yml}, by name without prefix
   */
  PrometheusProcess(Path dir, URI opsDoor, Map<String, String> thresholds) throws IOException {
    Path home = Files.createDirectories(dir.resolve("prometheus"));
    for (Path file : GrafanaFolder.files(GrafanaFolder.PROMETHEUS, ".yml")) {
      Files.writeString(
          home.resolve(file.getFileName()),
          hurried(Files.readString(file), thresholds)
              .replace("127.0.0.1:8082", opsDoor.getAuthority()));
    }
    int port = FreePort.any();
    this.at = URI.create("http://127.0.0.1:" + port);
    this.log = dir.resolve("prometheus.log");
    this.process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + home.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + dir.resolve("prometheus-data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.user-assets=" + GrafanaFolder.RUNBOOKS.toAbsolutePath())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  private static String hurried(String text, Map<String, String> thresholds) {
    String hurried =
        text.replaceAll("(scrape_interval|scrape_timeout|evaluation_interval): [0-9]+s", "$1: 1s")
            .replaceAll("(?m)^( +)for: .*$", "$1for: 0s");
    for (Map.Entry<String, String> threshold : thresholds.entrySet()) {
      hurried =
          hurried.replaceAll(
              "(record: guchang:threshold:" + threshold.getKey() + "\\s+expr: vector)\\([^)]*\\)",
              "$1(" + threshold.getValue() + ")");
    }
    return hurried;
  }

  /** What it answers now, {@code data.result}. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    JsonNode answer = get("/api/v1/query?query=" + encoded(expression));
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + answer);
    }
    return answer.at("/data/result");
  }

  /** The values of a label of a selector, as a dashboard's variable asks for them. */
  JsonNode labelValues(String selector, String label) throws IOException, InterruptedException {
    return get("/api/v1/label/" + label + "/values?match%5B%5D=" + encoded(selector)).path("data");
  }

  /** The page that an alert names. */
  String runbook(String alert) throws IOException, InterruptedException {
    return text("/user/" + alert + ".md");
  }

  /** Waits until the alert fires with these labels, which are selectors; its annotations. */
  JsonNode awaitFiring(String alert, String labels) throws IOException, InterruptedException {
    await(
        alert + " fires",
        () ->
            !query("ALERTS{alertname=\"%s\", alertstate=\"firing\"%s}".formatted(alert, labels))
                .isEmpty());
    for (JsonNode firing : get("/api/v1/alerts").at("/data/alerts")) {
      if (firing.at("/labels/alertname").asText().equals(alert)) {
        return firing.path("annotations");
      }
    }
    throw new AssertionError(alert + " has just ended");
  }

  boolean isSilent(String alert) throws IOException, InterruptedException {
    return query("ALERTS{alertname=\"" + alert + "\"}").isEmpty();
  }

  /** Waits until the server has been read at least twice, so that there are rates. */
  PrometheusProcess awaitReading() throws IOException, InterruptedException {
    await(
        "the server is read",
        () -> !query("count_over_time(up{job=\"guchang\"}[1m]) >= 3 and up == 1").isEmpty());
    return this;
  }

  /** What is waited for. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  void await(String what, Condition condition) throws IOException, InterruptedException {
    await(what, condition, "");
  }

  /**
   * @param more told when it never holds
   */
  void await(String what, Condition condition, Object more)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (ConnectException notYet) {
        if (!process.isAlive()) {
          throw new AssertionError("Prometheus has ended: " + Files.readString(log), notYet);
        }
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "never: " + what + " " + more + "; firing: " + query("ALERTS") + Files.readString(log));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(path));
  }

  private String text(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(at.resolve(path)).timeout(PATIENCE).build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == STARTING) {
      throw new ConnectException("Prometheus is still starting");
    }
    return answer.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

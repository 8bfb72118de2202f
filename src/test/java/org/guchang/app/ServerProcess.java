package org.guchang.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.redis.Eventually;
import org.guchang.redis.FreePort;

/** The built jar, run as an operator runs it: its own process, its own directory, its own ports. */
final class ServerProcess implements AutoCloseable {
  static final String DEMO_SECRET = "whsec_Z3VjaGFuZyBkZW1vIHNlY3JldCwgbm90IGZvciB1c2U=";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path dir;
  private final Path config;
  private final int screen;
  private final int partner = FreePort.any();
  private final int ops = FreePort.any();
  private final Map<String, String> environment;
  private Process process;

  ServerProcess(Path dir, String moreSettings) throws IOException {
    this(dir, moreSettings, Map.of());
  }

  /**
   * @param environment what it finds beside what this process has
   */
  ServerProcess(Path dir, String moreSettings, Map<String, String> environment) throws IOException {
    this(dir, moreSettings, environment, FreePort.any());
  }

  /**
   * @param screen port of the screen door, where its settings have to name it
   */
  ServerProcess(Path dir, String moreSettings, Map<String, String> environment, int screen)
      throws IOException {
    this.screen = screen;
    this.environment = environment;
    this.dir = dir;
    this.config = dir.resolve("guchang.yaml");
    Files.writeString(
        config,
        "screen: {port: %d}%npartner: {port: %d}%nops: {port: %d}%ndata: {dir: %s}%n%s%n"
            .formatted(screen, partner, ops, dir.resolve("data"), moreSettings));
    process = begin();
  }

  private Process begin() throws IOException {
    return guchang("serve", "--config", config.toString());
  }

  /** It lives for seconds: what the second compiler would do for hours of speed is left out. */
  private static List<String> jar(String heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", System.getProperty("guchang.jar")));
    return command;
  }

  /** Runs a command of the jar; its output is appended to {@code log.txt}. */
  Process guchang(String... arguments) throws IOException {
    List<String> command = jar("-Xmx512m");
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("log.txt").toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** How a command ended, and what it printed. */
  record Ended(int code, String out) {}

  /** Runs a command of the jar that asks this server's ops door. */
  Ended atOpsDoor(String... arguments) throws IOException, InterruptedException {
    List<String> command = jar("-Xmx128m");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--ops", opsDoor().toString()));
    Path out = Files.createTempFile(dir, "command", ".txt");
    int code =
        exitCode(
            new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start());
    return new Ended(code, Files.readString(out));
  }

  Process replay(String scenario, String speed) throws IOException {
    return guchang(
        "replay",
        "--scenario",
        scenario,
        "--speed",
        speed,
        "--to",
        "http://127.0.0.1:" + partner,
        "--partner",
        "demo",
        "--secret",
        DEMO_SECRET);
  }

  /** Runs a command of the jar on this server's settings. */
  Process onSettings(String command, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command, "--config", config.toString()));
    arguments.addAll(List.of(more));
    return guchang(arguments.toArray(String[]::new));
  }

  Process verify() throws IOException {
    return guchang("verify", "--config", config.toString());
  }

  static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the command did not end within two minutes");
    }
    return process.exitValue();
  }

  ServerProcess awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (status("http://127.0.0.1:" + ops + "/health/ready") != 200) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        // nobody else can: who calls this has not got it yet
        close();
        throw new AssertionError("never ready: " + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return this;
  }

  private static int status(String uri) throws IOException, InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (ConnectException notYet) {
      return -1;
    }
  }

  /** The board's snapshot, through the screen door. */
  JsonNode state(String board) throws IOException, InterruptedException {
    String path = URLEncoder.encode(board, StandardCharsets.UTF_8).replace("%2F", "/");
    URI uri = URI.create("http://127.0.0.1:" + screen + "/api/boards/" + path);
    String body =
        HTTP.send(
                HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return JSON.readTree(body).path("state");
  }

  URI screenDoor() {
    return URI.create("http://127.0.0.1:" + screen);
  }

  URI partnerDoor() {
    return URI.create("http://127.0.0.1:" + partner);
  }

  URI opsDoor() {
    return URI.create("http://127.0.0.1:" + ops);
  }

  /** kill -9, and a new server on the same data and ports. */
  void killAndStartAgain() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    process = begin();
  }

  /** Waits until it ends by itself; its exit code. */
  int ended() throws InterruptedException {
    return exitCode(process);
  }

  /** SIGTERM, as a service manager stops it; its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode(process);
  }

  /** A new server on the same data and ports. */
  void startAgain() throws IOException {
    process = begin();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Of the Redis that it started. */
  long redis() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").contains("redis"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  String log() throws IOException {
    return Files.readString(dir.resolve("log.txt"));
  }

  /** Returns when the log has these words: a line may come a moment after what it tells of. */
  void awaitInLog(String words) {
    Eventually.until(
        "the log says " + words,
        () -> {
          try {
            return log().contains(words);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

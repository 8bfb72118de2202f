package org.guchang.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.load.OrderEvents;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.FaultProxy;
import org.guchang.bench.stage.Workspace;
import org.guchang.redis.FreePort;
import org.guchang.redis.LoneRedis;

/** A server and its Redis, each a process that can be done harm to. */
public final class FaultStage implements AutoCloseable {
  private static final List<String> LITTLE_HEAP = List.of("-Xmx256m");
  private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Map<String, String> options = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int screen = FreePort.any();
  private final int partner = FreePort.any();
  private final int ops = FreePort.any();
  final LoneRedis redis;
  final FaultProxy proxy;
  final Duration hold;
  private ChildJvm server;

  /**
   * Starts both.
   *
   * @param proxied whether the server reaches Redis through the proxy
   * @param hold how long faults last that last
   */
  public FaultStage(Workspace workspace, String durability, boolean proxied, Duration hold)
      throws IOException {
    this(workspace, durability, proxied, hold, Map.of());
  }

  /**
   * @param more of the server's options
   */
  public FaultStage(
      Workspace workspace,
      String durability,
      boolean proxied,
      Duration hold,
      Map<String, String> more)
      throws IOException {
    this.hold = hold;
    options.putAll(more);
    String fsync = durability.equals("fsync") ? "always" : "everysec";
    redis = new LoneRedis(workspace.folder("redis"), List.of("--appendfsync", fsync));
    proxy = new FaultProxy(redis.port());
    options.put("data", workspace.folder("data").toString());
    options.put("durability", durability);
    options.put("redis", proxied ? proxy.uri() : redis.uri());
    options.put("probe", redis.uri());
    options.put("screenPort", Integer.toString(screen));
    options.put("partnerPort", Integer.toString(partner));
    options.put("opsPort", Integer.toString(ops));
    server = ChildJvm.start("application", options, LITTLE_HEAP);
  }

  public URI partnerDoor() {
    return URI.create("http://127.0.0.1:" + partner + "/hooks/demo");
  }

  URI screenDoor() {
    return URI.create("ws://127.0.0.1:" + screen + "/ws/boards/session/" + OrderEvents.SESSION);
  }

  URI board() {
    return URI.create("http://127.0.0.1:" + screen + "/api/boards/session/" + OrderEvents.SESSION);
  }

  public int screenPort() {
    return screen;
  }

  /** What a series of the server's meters says, 0 where there is none of that name and labels. */
  public double metric(String series) throws InterruptedException {
    String told = get(URI.create("http://127.0.0.1:" + ops + "/metrics"));
    for (String line : told.split("\n", -1)) {
      if (line.startsWith(series + " ")) {
        return Double.parseDouble(line.substring(series.length() + 1));
      }
    }
    return 0;
  }

  /** The server's live heap after a full collection, bytes. */
  public long heap() throws IOException {
    return server.heap();
  }

  public void killServer() {
    server.kill();
  }

  public void startServer() throws IOException {
    server = ChildJvm.start("application", options, LITTLE_HEAP);
  }

  void hold() {
    LockSupport.parkNanos(hold.toNanos());
  }

  public String ask(String question) throws IOException {
    return server.ask(question);
  }

  /** A command to Redis, which must do it. */
  void redis(String command) throws IOException {
    String answer = redis.ask(command);
    if (answer.startsWith("-") || answer.isEmpty()) {
      throw new IOException(command + ": " + answer);
    }
  }

  /** Returns when the server says that it is ready. */
  public void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_NANOS;
    String told = "";
    while (System.nanoTime() < deadline) {
      told = get(URI.create("http://127.0.0.1:" + ops + "/health/ready"));
      if (told.startsWith("200")) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new IOException("never ready again: " + told);
  }

  /** Status and body, or why there are none. */
  String get(URI at) throws InterruptedException {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(at).timeout(Duration.ofSeconds(8)).build(),
              BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException away) {
      return "0 " + away;
    }
  }

  @Override
  public void close() {
    server.close();
    proxy.close();
    redis.close();
  }
}

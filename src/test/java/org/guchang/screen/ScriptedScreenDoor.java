package org.guchang.screen;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A screen door that says what a test tells it to: the real webroot, one board behind it, and
 * frames that may be lost, repeated, of another epoch, or not sent at all.
 */
final class ScriptedScreenDoor implements AutoCloseable {

  private static final Path WEBROOT = Path.of("webroot");
  private static final Path TESTS = Path.of("src/test/resources");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final Vertx vertx = Vertx.vertx();
  private final List<ServerWebSocket> screens = new CopyOnWriteArrayList<>();
  private final AtomicInteger resyncs = new AtomicInteger();
  private volatile HttpServer server;
  private volatile int port;
  private volatile String board = "session/jiaocheng-0516";
  private volatile JsonArray boards = new JsonArray();
  private volatile JsonObject state = new JsonObject();
  private final AtomicInteger lives = new AtomicInteger(1);
  private final AtomicLong version = new AtomicLong(1);
  private volatile boolean silent;
  private volatile String page = "1";

  ScriptedScreenDoor(JsonObject state) {
    this.state = state;
    open();
  }

  /** Listens; after {@link #goAway} on the same port as before. */
  void open() {
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(this::answer)
                .webSocketHandler(this::admit)
                .listen(port, "127.0.0.1"));
    port = server.actualPort();
  }

  /** As a killed server: every line breaks, nobody listens. */
  void goAway() {
    await(server.close());
    screens.clear();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  void serves(String boardId, JsonArray list) {
    board = boardId;
    boards = list;
  }

  /** A new life of the server: other epoch, versions from the beginning. */
  void beginsAnew(JsonObject newState) {
    lives.incrementAndGet();
    version.set(1);
    state = newState;
  }

  /** As after an update of the server: other files. */
  void hasNewPage(String version) {
    page = version;
  }

  /** From now on nothing is sent, and new lines are admitted without a word. */
  void fallsSilent() {
    silent = true;
  }

  void speaksAgain() {
    silent = false;
  }

  int resyncs() {
    return resyncs.get();
  }

  /** One change, told to every screen. */
  void tells(JsonObject patch) {
    long from = version.get();
    loses(patch);
    say(frame("patch").put("from", from).put("patch", patch));
  }

  /** One change that no screen hears of. */
  void loses(JsonObject patch) {
    state = merged(state, patch);
    version.incrementAndGet();
  }

  /** The last version again, with other contents: what no honest server does. */
  void repeatsWith(JsonObject patch) {
    say(frame("patch").put("from", version.get() - 1).put("patch", patch));
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private void say(JsonObject frame) {
    if (!silent) {
      screens.forEach(screen -> screen.writeTextMessage(frame.encode()));
    }
  }

  private JsonObject frame(String kind) {
    return new JsonObject()
        .put("kind", kind)
        .put("epoch", "life " + lives.get())
        .put("version", version.get())
        .put("at", OffsetDateTime.now(ZoneOffset.UTC).toString());
  }

  private JsonObject snapshot() {
    return frame("snapshot").put("board", board).put("state", state);
  }

  private void admit(ServerWebSocket screen) {
    if (!screen.path().equals("/ws/boards/" + board)) {
      screen.close((short) 4004, "no such board");
      return;
    }
    screens.add(screen);
    screen.closeHandler(closed -> screens.remove(screen));
    screen.textMessageHandler(
        text -> {
          resyncs.incrementAndGet();
          welcome(screen);
        });
    welcome(screen);
  }

  private void welcome(ServerWebSocket screen) {
    if (!silent) {
      screen.writeTextMessage(snapshot().encode());
    }
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response =
        request.response().putHeader("content-security-policy", "default-src 'self'");
    String path = request.path();
    if (path.equals("/api/boards")) {
      response.putHeader("content-type", "application/json").end(boards.encode());
      return;
    }
    if (path.equals("/api/page")) {
      String body = new JsonObject().put("version", page).encode();
      response.putHeader("content-type", "application/json").end(body);
      return;
    }
    Path file = fileOf(path);
    if (!Files.isRegularFile(file)) {
      response.setStatusCode(404).end();
      return;
    }
    String name = file.toString();
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    response.putHeader("content-type", type == null ? "text/plain" : type).sendFile(name);
  }

  private static Path fileOf(String path) {
    if (path.startsWith("/webroot-tests/")) {
      return TESTS.resolve(path.substring(1)).normalize();
    }
    String page =
        path.equals("/") ? "/index.html" : path.startsWith("/boards/") ? "/wall.html" : path;
    return WEBROOT.resolve(page.substring(1)).normalize();
  }

  /** RFC 7396, written a second time, so that the two can disagree. */
  private static JsonObject merged(JsonObject target, JsonObject patch) {
    JsonObject result = target.copy();
    patch.forEach(
        member -> {
          Object before = result.getValue(member.getKey());
          if (member.getValue() == null) {
            result.remove(member.getKey());
          } else if (member.getValue() instanceof JsonObject change) {
            JsonObject base = before instanceof JsonObject object ? object : new JsonObject();
            result.put(member.getKey(), merged(base, change));
          } else {
            result.put(member.getKey(), member.getValue());
          }
        });
    return result;
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}

package org.guchang.screen;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.guchang.access.Pass;
import org.guchang.access.Passes;
import org.guchang.board.BoardFeed;
import org.guchang.board.Boards;
import org.guchang.board.ChangeFeed;
import org.guchang.board.SessionReader;
import org.guchang.board.VertxTiming;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;
import org.guchang.config.Settings.DoorName;
import org.guchang.door.Entrance;
import org.guchang.log.Throttle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for screens. One instance serves all of them on one event loop: a frame is read, merged
 * and made once, and writing it is all that grows with the number of screens.
 */
public final class ScreenDoor extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ScreenDoor.class);

  /** Larger messages break the protocol; {@link Screen} answers those that are merely too big. */
  private static final int MOST_FRAME_BYTES = 64 * 1024;

  /** Bytes the kernel holds back for a screen: what it has not read is not yet too old. */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  /** How long a screen may take to answer a close before it is cut. */
  private static final int CLOSING_SECONDS = 5;

  /** How long a stopping server waits for its screens to take their close. */
  private static final Duration LEAVING = Duration.ofMillis(1_500);

  private static final long LEAVING_LOOK_MILLIS = 20;

  private static final String API = "/api/boards";
  private static final String PAGE = "/api/page";
  private static final String MAP = "/api/map";
  private static final String MOMENTS = "/api/moments/";
  private static final String SOCKETS = "/ws/boards/";
  private static final String WALLS = "/boards/";
  private static final String REPORTS = "/report/";
  private static final String REVIEWS = "/review/";

  private final Throttle throttle = new Throttle();
  private final Settings settings;
  private final CatalogHolder catalog;
  private final Supplier<SessionReader> reader;
  private final Supplier<ChangeFeed> changes;
  private final ScreenMeters meters;
  private final WebRoot files;
  private final MapFile map;
  private final Clock clock;
  private final @Nullable Supplier<Passes> passes;
  private final Map<String, Gallery> galleries = new HashMap<>();
  private Entrance way;
  private boolean stopping;
  private @Nullable HttpServer server;
  private @Nullable Boards boards;
  private @Nullable BoardRequests requests;
  private ScreenGate gate;
  private @Nullable LoginDesk logins;

  public ScreenDoor(
      Settings settings,
      CatalogHolder catalog,
      Supplier<SessionReader> reader,
      Supplier<ChangeFeed> changes,
      ScreenMeters meters) {
    this(settings, catalog, reader, changes, meters, null, Clock.systemUTC(), null);
  }

  /** One that looks who comes, where {@code access.mode} says so. */
  public static ScreenDoor guarded(
      Settings settings,
      CatalogHolder catalog,
      Supplier<SessionReader> reader,
      Supplier<ChangeFeed> changes,
      ScreenMeters meters,
      @Nullable Supplier<Passes> passes) {
    return new ScreenDoor(
        settings, catalog, reader, changes, meters, null, Clock.systemUTC(), passes);
  }

  /**
   * @param webRoot folder to take the screen's files from, for development; null: class path
   * @param passes of those who may see, made on the door's event loop; null where everybody may
   */
  public ScreenDoor(
      Settings settings,
      CatalogHolder catalog,
      Supplier<SessionReader> reader,
      Supplier<ChangeFeed> changes,
      ScreenMeters meters,
      @Nullable Path webRoot,
      Clock clock,
      @Nullable Supplier<Passes> passes) {
    this.settings = settings;
    this.catalog = catalog;
    this.reader = reader;
    this.changes = changes;
    this.meters = meters;
    this.files = new WebRoot(webRoot);
    this.map = new MapFile(catalog);
    this.clock = clock;
    this.way = Entrance.plain(DoorName.SCREEN, settings.screen());
    this.passes = passes;
    this.gate = gateOf(null);
  }

  /** Opens there instead of plainly; to be said before the door opens. */
  public ScreenDoor through(Entrance entered) {
    way = entered;
    return this;
  }

  private ScreenGate gateOf(@Nullable Passes known) {
    String url = settings.access().publicUrl();
    return new ScreenGate(known, Cookies.of(url), new Origins(url), clock::millis);
  }

  private void guard() {
    Passes known = passes == null ? null : passes.get();
    gate = gateOf(known);
    gate.start(vertx);
    logins =
        known == null ? null : LoginDesk.of(known, gate, settings.access(), vertx, clock::millis);
  }

  @Override
  public Future<?> start() {
    Boards all =
        new Boards(
            catalog.current(),
            reader.get(),
            new VertxTiming(vertx, clock),
            settings.zone(),
            settings.board().framesPerSecond());
    boards = all;
    requests = new BoardRequests(all, settings.zone());
    guard();
    changes.get().subscribe(all::sessionChanged);
    catalog.onReplace(() -> context.runOnContext(now -> all.redefine(catalog.current())));
    vertx.setPeriodic(Boards.TICK_MILLIS, id -> tick(all));
    HttpServerOptions options =
        way.options()
            .setMaxWebSocketFrameSize(MOST_FRAME_BYTES)
            .setMaxWebSocketMessageSize(MOST_FRAME_BYTES)
            .setWebSocketClosingTimeout(CLOSING_SECONDS)
            .setSendBufferSize(SEND_BUFFER_BYTES)
            .setTcpKeepAlive(true)
            .setTcpNoDelay(true);
    return way.open(vertx, options, this::handle).onSuccess(listening -> server = listening);
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    galleries.values().forEach(gallery -> gallery.closeAll(CloseCode.GOING_AWAY));
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : untilEmpty(System.nanoTime() + LEAVING.toNanos()).compose(left -> listening.close());
  }

  /** A close that the screen has read makes it come back; a cut connection it may notice late. */
  private Future<Void> untilEmpty(long deadline) {
    boolean empty = galleries.values().stream().allMatch(gallery -> gallery.size() == 0);
    return empty || System.nanoTime() > deadline
        ? Future.succeededFuture()
        : vertx.timer(LEAVING_LOOK_MILLIS).compose(later -> untilEmpty(deadline));
  }

  /** The port in use; 0 before the start. */
  public int port() {
    HttpServer listening = server;
    return listening == null ? 0 : listening.actualPort();
  }

  private void tick(Boards all) {
    all.tick();
    gate.tick(List.copyOf(galleries.values()));
    for (Gallery gallery : List.copyOf(galleries.values())) {
      gallery.tick();
    }
    galleries.values().removeIf(gallery -> gallery.size() == 0);
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null) {
      Answers.plain(request, 400, "Bad request");
    } else if (logins != null && logins.answers(request, path)) {
      LOG.debug("answered at the log-in desk");
    } else if (path.startsWith(SOCKETS)) {
      socket(request, path.substring(SOCKETS.length()));
    } else if (path.equals("/api") || path.startsWith("/api/")) {
      api(request, path);
    } else {
      page(request, path);
    }
  }

  private void socket(HttpServerRequest request, String encodedId) {
    if (!Handshake.isWanted(request) || !Handshake.isVersion13(request)) {
      request.response().putHeader("upgrade", "websocket").putHeader("sec-websocket-version", "13");
      Answers.problem(request, 426, "Upgrade required", "This address speaks WebSocket 13");
      return;
    }
    String fault = Handshake.fault(request);
    if (fault != null) {
      Answers.problem(request, 400, "Not a WebSocket handshake", fault);
      return;
    }
    if (stopping) {
      request.response().putHeader("retry-after", "5").putHeader("connection", "close");
      Answers.problem(request, 503, "The server is stopping", "Connect again in a moment");
      return;
    }
    if (galleries.values().stream().mapToInt(Gallery::size).sum()
        >= settings.board().maxScreens()) {
      request.response().putHeader("retry-after", "30");
      Answers.problem(
          request, 503, "Too many screens", "This server shows no more screens at once");
      return;
    }
    if (gate.isForeign(request)) {
      Answers.problem(request, 403, "Not from this page", "The Origin is another than this door");
      return;
    }
    String id = decoded(encodedId);
    Visitor visitor = Visitor.of(request);
    Pass pass = gate.pass(request);
    request
        .toWebSocket()
        .onSuccess(socket -> enter(socket, visitor, pass, id))
        .onFailure(cause -> LOG.debug("no WebSocket: {}", cause.toString()));
  }

  /** The connected screens, for the ops door. From any thread, after the start. */
  Future<JsonObject> list(ScreenList.Wanted wanted) {
    int most = settings.board().maxScreens();
    return Future.future(
        told ->
            context.runOnContext(
                go -> told.complete(ScreenList.of(galleries.values(), wanted, most))));
  }

  private void enter(
      ServerWebSocket socket, Visitor visitor, @Nullable Pass pass, @Nullable String id) {
    if (!gate.admits(pass)) {
      turnAway(socket, CloseCode.NOT_ADMITTED);
      return;
    }
    Boards all = boards;
    boolean seen = id != null && gate.sees(pass).test(id);
    BoardFeed feed = all == null || id == null || !seen ? null : all.feed(id);
    if (feed == null) {
      turnAway(socket, CloseCode.UNKNOWN_BOARD);
      return;
    }
    String key = feed.definition().id();
    Gallery gallery = galleries.get(key);
    if (gallery == null || !gallery.shows(feed)) {
      long slowMillis = settings.board().slowScreenSeconds() * 1_000L;
      gallery = new Gallery(feed, meters, clock::millis, ScreenDoor::elapsed, slowMillis);
      galleries.put(key, gallery);
    }
    gallery.enter(socket, visitor, pass);
  }

  /** Milliseconds by a clock that nobody sets. */
  private static long elapsed() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void turnAway(ServerWebSocket socket, CloseCode code) {
    meters.closed(code.label());
    Talk talk = new Talk();
    FrameWriter writer = new FrameWriter(socket);
    socket.exceptionHandler(FrameWriter::gone);
    socket.frameHandler(
        frame -> {
          if (talk.isTooMuch(elapsed())) {
            writer.cut();
          }
        });
    socket.close(code.code(), code.reason()).onFailure(FrameWriter::gone);
  }

  private void api(HttpServerRequest request, String path) {
    BoardRequests to = requests;
    Pass pass = gate.pass(request);
    if (!path.equals(PAGE) && !gate.admits(pass)) {
      Answers.problem(
          request, 401, "Nobody is logged in", "Log in at /login, or open a share link");
      return;
    }
    Predicate<String> seen = gate.sees(pass);
    if (!isRead(request)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      Answers.problem(request, 405, "Method not allowed", "Boards can only be read");
    } else if (to != null && path.equals(API)) {
      to.list(request, seen);
    } else if (to != null && path.startsWith(API + "/")) {
      to.one(request, visible(path.substring(API.length() + 1), seen));
    } else if (to != null && path.startsWith(MOMENTS)) {
      to.moments(request, visible(path.substring(MOMENTS.length()), seen));
    } else if (path.equals(MAP)) {
      map.answer(request, seen);
    } else if (path.equals(PAGE)) {
      pageVersion(request);
    } else {
      Answers.problem(request, 404, "Not found", "See /api/boards");
    }
  }

  /** The board; one that there is not, where it may not be seen: nobody can tell the two. */
  private static String visible(String encodedId, Predicate<String> seen) {
    String id = decoded(encodedId);
    return id != null && seen.test(id) ? id : "";
  }

  /** Which page this server has: a screen with another one loads itself anew. */
  private void pageVersion(HttpServerRequest request) {
    try {
      JsonObject body = new JsonObject().put("version", files.version());
      Answers.json(request, body.toBuffer());
    } catch (IOException e) {
      LOG.error("cannot read the files of the screen", e);
      Answers.problem(request, 500, "The page cannot be read", "The log of the server says why");
    }
  }

  private void page(HttpServerRequest request, String path) {
    if (!isRead(request)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      Answers.plain(request, 405, "Method not allowed");
      return;
    }
    String name = path.substring(1);
    if (path.equals("/")) {
      name = "index.html";
    } else if (path.startsWith(WALLS)) {
      name = "wall.html";
    } else if (path.startsWith(REPORTS)) {
      name = "report.html";
    } else if (path.startsWith(REVIEWS)) {
      name = "review.html";
    }
    LoginDesk in = logins;
    if (in != null && name.endsWith(".html") && !gate.admits(gate.pass(request))) {
      in.sendToLogin(request);
      return;
    }
    try {
      WebFile file = files.file(name);
      if (file == null) {
        Answers.plain(request, 404, "Not found");
      } else {
        Answers.file(request, name, file);
      }
    } catch (IOException e) {
      throttle.of("", LOG.atError()).setCause(e).log("A file of the screen cannot be read");
      Answers.plain(request, 500, "Cannot read this file");
    }
  }

  private static boolean isRead(HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
  }

  /** Null when it is not percent-encoded as it should be. */
  private static @Nullable String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

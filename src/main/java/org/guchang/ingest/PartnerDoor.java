package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;
import org.guchang.config.Settings.DoorName;
import org.guchang.door.Bounds;
import org.guchang.door.Entrance;
import org.guchang.door.Refusal;
import org.guchang.ingest.format.PersonHash;
import org.jspecify.annotations.Nullable;

/**
 * The partner door: {@code /hooks/{partner}} and the pages beside them. Deploy one instance per
 * event loop; the instances of one deployment share one port.
 */
public final class PartnerDoor extends VerticleBase {
  /** Of the request line, bytes: a hook's URL has less than 100. */
  private static final int MAX_LINE_BYTES = 2048;

  /** Of all headers, bytes: a dozen signatures fit. */
  private static final int MAX_HEADER_BYTES = 8192;

  /**
   * Times the limit of a body that is still read, and thrown away, after it was refused as too
   * large: a connection that is closed on a sender in the middle of its body loses the answer too.
   */
  private static final long DRAIN = 16;

  /**
   * Ports a deployment without a port of its own may be known by among its instances, see {@link
   * #sharedPort}.
   */
  private static final int SHARED_PORTS = 0x7fff;

  private final Settings settings;
  private final CatalogHolder catalog;
  private final Supplier<Steps> steps;
  private final IngestMeters meters;
  private final Predicate<HttpServerRequest> pages;
  private Entrance entrance;
  private volatile @Nullable HttpServer server;
  private volatile @Nullable HookHandler handler;

  /**
   * @param steps called once, on the door's event loop, for the steps of that event loop
   * @param pages answers a GET or HEAD beside the hooks, on any event loop, or says that there is
   *     nothing
   */
  public PartnerDoor(
      Settings settings,
      CatalogHolder catalog,
      Supplier<Steps> steps,
      IngestMeters meters,
      Predicate<HttpServerRequest> pages) {
    this.settings = settings;
    this.catalog = catalog;
    this.steps = steps;
    this.meters = meters;
    this.pages = pages;
    this.entrance = Entrance.plain(DoorName.PARTNER, settings.partner());
  }

  /** Opens there instead of plainly; to be said before the door opens. */
  public PartnerDoor through(Entrance entered) {
    entrance = entered;
    return this;
  }

  /** Listens; fails when the port is taken or the settings have no privacy key. */
  @Override
  public Future<?> start() {
    String privacyKey = settings.privacy().key();
    if (privacyKey == null || privacyKey.isEmpty()) {
      return Future.failedFuture(
          new IllegalStateException("the partner door needs a privacy key to hash buyers with"));
    }
    HookHandler hooks = hooks(new PersonHash(privacyKey));
    handler = hooks;
    Settings.Door at = settings.partner();
    HttpServerOptions options = options().setPort(at.port() == 0 ? sharedPort() : at.port());
    return entrance
        .reading(DRAIN * settings.limits().bodyBytes(), PartnerDoor::problem)
        .open(vertx, options, hooks)
        .onSuccess(listening -> server = listening);
  }

  /** In use, also when the settings said 0; -1 before start. */
  public int port() {
    HttpServer listening = server;
    return listening == null ? -1 : listening.actualPort();
  }

  /**
   * Answers 503 from now on; succeeds when everything that came before is answered. From any
   * thread, after the start.
   */
  public Future<Void> finish() {
    HookHandler hooks = handler;
    return hooks == null
        ? Future.succeededFuture()
        : Future.future(done -> context.runOnContext(go -> hooks.finish().onComplete(done)));
  }

  private HookHandler hooks(PersonHash persons) {
    Settings.Limits limits = settings.limits();
    Hooks hooks = new Hooks(Formats.of(limits, persons));
    Steps taken = steps.get();
    Intake intake = new Intake(catalog, hooks, taken, meters);
    ReceiptDesk desk = new ReceiptDesk(catalog, hooks, taken);
    return new HookHandler(
        limits.bodyBytes(), catalog, intake, desk, meters, Clock.systemUTC(), pages);
  }

  private HttpServerOptions options() {
    return entrance
        .options()
        .setMaxInitialLineLength(MAX_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setTcpNoDelay(true);
  }

  /** A negative number: Vert.x gives the servers that listen on the same one the same free port. */
  private int sharedPort() {
    return -1 - (context.deploymentID().hashCode() & SHARED_PORTS);
  }

  private static byte[] problem(Refusal why, Bounds bounds) {
    ProblemType type =
        switch (why) {
          case SLOW_HEAD, SLOW_BODY -> ProblemType.TOO_SLOW;
          case LONG_URL -> ProblemType.URL_TOO_LONG;
          case LARGE_HEAD -> ProblemType.HEADERS_TOO_LARGE;
          case ENDLESS_BODY -> ProblemType.TOO_LARGE;
          case NOT_HTTP, MALFORMED_URL, PIPELINED, HALF_BODY, UNREAD -> ProblemType.BAD_REQUEST;
        };
    return new Problem(type, why.detail(bounds)).encode();
  }
}

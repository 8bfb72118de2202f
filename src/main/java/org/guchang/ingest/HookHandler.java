package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.function.Predicate;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.log.Throttle;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code POST /hooks/{partner}} and, for the platforms whose handshake is one, {@code GET};
 * {@code GET /hooks/{partner}/deliveries/{webhook-id}}; the pages beside the hooks; everything else
 * with a problem. Confined to one event loop.
 */
final class HookHandler implements Handler<HttpServerRequest> {
  static final String PREFIX = "/hooks/";
  private static final String IDENTITY = "identity";

  private final int maxBytes;
  private final CatalogHolder catalog;
  private final Intake intake;
  private final ReceiptDesk desk;
  private final IngestMeters meters;
  private final Clock clock;
  private final Predicate<HttpServerRequest> pages;
  private final Answers answers;
  private final RefusalLog log = new RefusalLog(new Throttle());
  private final UnderWay underWay = new UnderWay();

  /**
   * @param pages answers a GET or HEAD beside the hooks, or says that there is nothing
   */
  HookHandler(
      int maxBytes,
      CatalogHolder catalog,
      Intake intake,
      ReceiptDesk desk,
      IngestMeters meters,
      Clock clock,
      Predicate<HttpServerRequest> pages) {
    this.desk = desk;
    this.pages = pages;
    this.maxBytes = maxBytes;
    this.catalog = catalog;
    this.intake = intake;
    this.meters = meters;
    this.clock = clock;
    this.answers = new Answers(clock);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    String partner = partner(path);
    if (partner != null && isSpoken(request.method())) {
      receive(new Exchange(this, request, partner, null), request);
    } else if (partner != null) {
      answers.send(request.response(), Problems.METHOD_NOT_ALLOWED);
    } else {
      handleReceipt(request, ReceiptPath.parse(path));
    }
  }

  private void handleReceipt(HttpServerRequest request, @Nullable ReceiptPath asked) {
    if (asked == null) {
      handlePage(request);
    } else if (!request.method().equals(HttpMethod.GET)) {
      answers.send(request.response(), Problems.ONLY_GET);
    } else {
      receive(new Exchange(this, request, asked.partner(), asked.id()), request);
    }
  }

  private void handlePage(HttpServerRequest request) {
    if (!pages.test(request)) {
      answers.send(request.response(), Problems.NOT_FOUND);
    }
  }

  private static boolean isSpoken(HttpMethod method) {
    return method.equals(HttpMethod.POST) || method.equals(HttpMethod.GET);
  }

  /** What the URL calls the partner, null if it is no hook's. */
  private static @Nullable String partner(@Nullable String path) {
    if (path == null || !path.startsWith(PREFIX) || path.length() == PREFIX.length()) {
      return null;
    }
    return path.indexOf('/', PREFIX.length()) < 0 ? path.substring(PREFIX.length()) : null;
  }

  private void receive(Exchange exchange, HttpServerRequest request) {
    if (!underWay.begin()) {
      refuseStopping(request);
      return;
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase(IDENTITY)) {
      exchange.refuse(DeliveryOutcome.UNSUPPORTED, Problems.COMPRESSED, "Content-Encoding");
    } else if (announced(request) > maxBytes) {
      exchange.refuseTooLarge();
    } else if (request.getHeader(HttpHeaders.EXPECT) != null) {
      request.response().writeContinue();
    }
    request
        .handler(exchange::onChunk)
        .endHandler(v -> exchange.onEnd())
        .exceptionHandler(exchange::onAbort);
  }

  /** The sender is to connect anew: by then another server may answer, or this one again. */
  private void refuseStopping(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    answers.send(request.response(), Problems.STOPPING);
  }

  /** Refuses what comes from now on; succeeds when everything that came before is answered. */
  Future<Void> finish() {
    return underWay.finish();
  }

  /** Bytes of the body as announced, 0 when they are not. */
  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return 0;
    }
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      // the decoder lets no other text through; what is no number is as good as too much
      return Long.MAX_VALUE;
    }
  }

  int maxBytes() {
    return maxBytes;
  }

  Intake intake() {
    return intake;
  }

  ReceiptDesk desk() {
    return desk;
  }

  Answers answers() {
    return answers;
  }

  long now() {
    return clock.millis();
  }

  private Catalog.@Nullable Partner known(String partner) {
    return catalog.current().partners().get(partner);
  }

  /** Of every request that was received, once: nothing more will come of it. */
  void ended() {
    underWay.end();
  }

  void accepted(String partner, Answer answer, DeliveryMark mark, long nanos) {
    meters.delivery(known(partner), answer.outcome(), nanos, now());
    log.answered(partner, answer, mark);
  }

  /** Meters and logs a delivery that was refused. */
  void refused(String partner, RefusalLog.Refused refused, long nanos) {
    Catalog.Partner known = known(partner);
    meters.delivery(known, refused.how().outcome(), nanos, now());
    log.refused(known == null ? RefusalLog.STRANGER : partner, refused);
  }

  void aborted(String partner, long nanos) {
    meters.delivery(known(partner), DeliveryOutcome.ABORTED, nanos, now());
  }
}

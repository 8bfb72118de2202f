package org.guchang.door;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one door is opened. May be used by several instances of the door at once. */
public final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final byte[] FAULT =
      problem(500, "A fault of this server", "Nothing is wrong with the request; the log has more");

  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  /** Bytes of a request line and of all headers where the door does not say otherwise. */
  private static final int LINE_BYTES = 4096;

  private static final int HEAD_BYTES = 8192;

  /** Bytes of a body that are read, and mostly thrown away, where the door does not say so. */
  private static final long BODY_BYTES = 1 << 20;

  // Of an HTTP status that says the request is at fault.
  private static final int LEAST_REFUSAL = 400;
  private static final int MOST_REFUSAL = 499;

  private final Throttle faults = new Throttle();
  private final DoorName name;
  private final Door at;
  private final Manner manner;
  private final Map<String, String> heads;
  private long bodyBytes = BODY_BYTES;
  private BiFunction<Refusal, Bounds, byte[]> words = Entrance::problem;

  /**
   * What all doors of a server have in common.
   *
   * @param guard null without TLS
   * @param patienceSeconds see {@link Bounds}
   */
  record Manner(
      @Nullable TlsGuard guard, int hstsSeconds, int patienceSeconds, Refusals refusals) {}

  /** What the guard of a connection has to know of its door. */
  record Guarding(
      DoorName name,
      Bounds bounds,
      Map<String, String> heads,
      BiFunction<Refusal, Bounds, byte[]> words,
      Refusals refusals) {

    void refused(Refusal why) {
      refusals.refused(name, why);
    }

    byte[] problem(Refusal why) {
      return words.apply(why, bounds);
    }
  }

  Entrance(DoorName name, Door at, Manner manner) {
    this.name = name;
    this.at = at;
    this.manner = manner;
    this.heads = heads(manner);
  }

  /** Without TLS, for a door that stands alone. */
  public static Entrance plain(DoorName name, Door at) {
    return new Entrance(
        name, at, new Manner(null, 0, Settings.Limits.USUAL_PATIENCE_SECONDS, Refusals.UNHEARD));
  }

  /** To be made more particular by the door, and given back to {@link #open}. */
  public HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(at.host())
        .setPort(at.port())
        .setMaxInitialLineLength(LINE_BYTES)
        .setMaxHeaderSize(HEAD_BYTES)
        .setDecompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false);
  }

  /**
   * Reads larger bodies, and refuses in words of the door's own; to be said before it opens.
   *
   * @param most bytes of a body that are read, or thrown away, before the connection is cut
   * @param inWords a problem of RFC 9457
   */
  public Entrance reading(long most, BiFunction<Refusal, Bounds, byte[]> inWords) {
    bodyBytes = most;
    words = inWords;
    return this;
  }

  /**
   * Listens where the options say, on the event loop it is called on. What is not HTTP, or breaks a
   * bound, is answered here and does not reach the door.
   */
  public Future<HttpServer> open(
      Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> requests) {
    TlsGuard tls = manner.guard();
    if (tls != null) {
      tls.into(options, name);
    }
    Guarding guarding = guarding(options);
    return vertx
        .createHttpServer(options)
        .connectionHandler(connection -> guard(connection, guarding))
        .requestHandler(request -> handle(requests, headed(request)))
        .listen()
        .onSuccess(
            listening -> {
              if (tls != null) {
                tls.guard(name, listening);
              }
            });
  }

  /** A fault of the door's own is answered without a word of Java, and is in the log. */
  private void handle(Handler<HttpServerRequest> requests, HttpServerRequest request) {
    if (name != DoorName.PARTNER) { // whose outcomes are counted by partner
      HttpServerResponse answer = request.response();
      answer.headersEndHandler(ready -> tellRefused(answer.getStatusCode()));
    }
    try {
      requests.handle(request);
    } catch (RuntimeException fault) {
      faults
          .of(name.name(), LOG.atError())
          .addKeyValue(Field.REASON.key, fault.toString())
          .setCause(fault)
          .log("A request at the {} door met a fault", name);
      HttpServerResponse response = request.response();
      if (response.headWritten()) {
        request.connection().close();
      } else if (!response.ended()) {
        response
            .setStatusCode(500)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
            .end(Buffer.buffer(FAULT));
      }
    }
  }

  private void tellRefused(int status) {
    if (status >= LEAST_REFUSAL && status <= MOST_REFUSAL) {
      manner.refusals().refused(name, status);
    }
  }

  private Guarding guarding(HttpServerOptions options) {
    Bounds bounds =
        new Bounds(
            options.getMaxInitialLineLength(),
            options.getMaxHeaderSize(),
            bodyBytes,
            manner.patienceSeconds());
    return new Guarding(name, bounds, heads, words, manner.refusals());
  }

  /** Vert.x 5.0 gives no other way into the pipeline of a connection. */
  private static void guard(HttpConnection connection, Guarding guarding) {
    ChannelPipeline pipeline =
        ((ConnectionBase) connection).channelHandlerContext().channel().pipeline();
    String codec = pipeline.context(HttpResponseEncoder.class).name();
    pipeline.addAfter(codec, "guchang-guard", new ConnectionGuard(guarding));
  }

  /** What every answer says unless the door says something else. */
  private HttpServerRequest headed(HttpServerRequest request) {
    heads.forEach(request.response()::putHeader);
    return request;
  }

  private static Map<String, String> heads(Manner manner) {
    Map<String, String> heads = new LinkedHashMap<>();
    heads.put("content-security-policy", POLICY);
    heads.put("x-content-type-options", "nosniff");
    heads.put("referrer-policy", "no-referrer");
    heads.put("cross-origin-resource-policy", "same-origin");
    if (manner.guard() != null && manner.hstsSeconds() > 0) {
      heads.put("strict-transport-security", "max-age=" + manner.hstsSeconds());
    }
    return Map.copyOf(heads);
  }

  private static byte[] problem(Refusal why, Bounds bounds) {
    return problem(why.status(), why.title(), why.detail(bounds));
  }

  private static byte[] problem(int status, String title, String detail) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .toBuffer()
        .getBytes();
  }
}

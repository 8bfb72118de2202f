package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.guchang.ingest.format.Reply;

/**
 * Writes answers. Each has a {@code Date}, as HTTP asks of a server with a clock (RFC 9110, section
 * 6.6.1) and as a partner needs whose own clock is off. Confined to one event loop.
 */
final class Answers {
  private static final CharSequence RECEIPT = HttpHeaders.createOptimized(Receipt.MEDIA_TYPE);
  private static final CharSequence PROBLEM = HttpHeaders.createOptimized(Problem.MEDIA_TYPE);

  /** RFC 9110, section 5.6.7. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private long dateSecond = Long.MIN_VALUE;
  private CharSequence date = "";

  Answers(Clock clock) {
    this.clock = clock;
  }

  /** Succeeds when it is written; a sender that is gone is no failure of ours. */
  Future<Void> send(HttpServerResponse response, Reply reply) {
    if (reply.status() != 200) {
      response.setStatusCode(reply.status());
    }
    boolean receipt = reply.mediaType().equals(Receipt.MEDIA_TYPE);
    return end(response, receipt ? RECEIPT : reply.mediaType(), reply.body());
  }

  Future<Void> send(HttpServerResponse response, Problem problem) {
    if (response.headWritten() || response.closed()) {
      return Future.succeededFuture();
    }
    response.setStatusCode(problem.status());
    problem.headers().forEach(response::putHeader);
    return end(response, PROBLEM, problem.encode());
  }

  private Future<Void> end(HttpServerResponse response, CharSequence mediaType, byte[] body) {
    if (response.closed()) {
      return Future.succeededFuture();
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType).putHeader(HttpHeaders.DATE, date());
    return response.end(Buffer.buffer(body)).otherwiseEmpty();
  }

  private CharSequence date() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    if (second != dateSecond) {
      dateSecond = second;
      date = HttpHeaders.createOptimized(HTTP_DATE.format(Instant.ofEpochSecond(second)));
    }
    return date;
  }
}

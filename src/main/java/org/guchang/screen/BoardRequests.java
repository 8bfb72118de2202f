package org.guchang.screen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Predicate;
import org.guchang.board.BoardDefinition;
import org.guchang.board.BoardFeed;
import org.guchang.board.BoardPast;
import org.guchang.board.Boards;
import org.guchang.board.Frame;
import org.guchang.board.NoSuchMoment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/boards}, {@code GET /api/boards/{id}}, with {@code ?at=} as the board was at the
 * end of that minute, and {@code GET /api/moments/{id}}: for which minutes that makes sense.
 */
final class BoardRequests {
  private static final Logger LOG = LoggerFactory.getLogger(BoardRequests.class);

  private final Boards boards;
  private final ZoneId zone;

  BoardRequests(Boards boards, ZoneId zone) {
    this.boards = boards;
    this.zone = zone;
  }

  /**
   * @param seen which of them there are for who asks
   */
  void list(HttpServerRequest request, Predicate<String> seen) {
    boards
        .list()
        .map(all -> all.stream().filter(each -> seen.test(each.definition().id())).toList())
        .onSuccess(all -> Answers.json(request, json(all)))
        .onFailure(cause -> unavailable(request, cause));
  }

  /**
   * @param id decoded
   */
  void one(HttpServerRequest request, String id) {
    String at = request.getParam("at");
    if (at != null) {
      at(request, id, at);
      return;
    }
    BoardFeed feed = boards.feed(id);
    if (feed == null) {
      unknown(request);
      return;
    }
    feed.ready()
        .onSuccess(done -> snapshot(request, feed))
        .onFailure(cause -> unavailable(request, cause));
  }

  private void at(HttpServerRequest request, String id, String at) {
    BoardPast past = boards.past(id);
    if (past == null) {
      unknown(request);
      return;
    }
    Long minute = MinuteParameter.parse(at, zone);
    if (minute == null) {
      noSuchMoment(
          request,
          "\"at\" is not a time: write it as RFC 3339 does, for example"
              + " 2020-05-16T20:31+08:00");
      return;
    }
    past.at(minute)
        .onSuccess(frame -> Answers.json(request, Buffer.buffer(frame.json())))
        .onFailure(cause -> failed(request, cause));
  }

  /** {@code from} and {@code to} are left out while nothing was counted. */
  void moments(HttpServerRequest request, String id) {
    BoardPast past = boards.past(id);
    if (past == null) {
      unknown(request);
      return;
    }
    past.range()
        .onSuccess(
            range -> {
              JsonObject body = new JsonObject().put("board", id);
              if (range.to() >= 0) {
                body.put("from", iso(range.from())).put("to", iso(range.to()));
              }
              Answers.json(request, body.toBuffer());
            })
        .onFailure(cause -> failed(request, cause));
  }

  private static void failed(HttpServerRequest request, Throwable cause) {
    if (cause instanceof NoSuchMoment) {
      noSuchMoment(request, String.valueOf(cause.getMessage()));
    } else {
      unavailable(request, cause);
    }
  }

  private static void noSuchMoment(HttpServerRequest request, String detail) {
    Answers.problem(request, 400, "No such moment", detail);
  }

  private static void unknown(HttpServerRequest request) {
    Answers.problem(request, 404, "No such board", "There is no board of this id; see /api/boards");
  }

  private static void snapshot(HttpServerRequest request, BoardFeed feed) {
    Frame frame = feed.snapshot();
    if (frame == null) {
      unavailable(request, new IllegalStateException("ready without a state"));
    } else {
      Answers.json(request, Buffer.buffer(frame.json()));
    }
  }

  private static void unavailable(HttpServerRequest request, Throwable cause) {
    LOG.debug("a board cannot be read", cause);
    request.response().putHeader("retry-after", "2");
    Answers.problem(
        request, 503, "Figures unavailable", "The store of the figures does not answer now");
  }

  private Buffer json(List<Boards.Listed> all) {
    JsonArray array = new JsonArray();
    for (Boards.Listed listed : all) {
      BoardDefinition board = listed.definition();
      JsonObject row =
          new JsonObject()
              .put("id", board.id())
              .put("kind", board.kind().wireName())
              .put("title", board.title());
      if (board.county() != null) {
        row.put("county", board.county());
      }
      array.add(
          row.put("startsAt", iso(board.startsAt()))
              .put("endsAt", iso(board.endsAt()))
              .put("status", listed.status()));
    }
    return array.toBuffer();
  }

  private String iso(long millis) {
    return iso(Instant.ofEpochMilli(millis).atZone(zone).toOffsetDateTime());
  }

  private String iso(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZoneSameInstant(zone));
  }
}

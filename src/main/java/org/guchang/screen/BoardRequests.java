package org.guchang.screen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.guchang.board.BoardDefinition;
import org.guchang.board.BoardFeed;
import org.guchang.board.Boards;
import org.guchang.board.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /api/boards} and {@code GET /api/boards/{id}}. */
final class BoardRequests {
  private static final Logger LOG = LoggerFactory.getLogger(BoardRequests.class);

  private final Boards boards;
  private final ZoneId zone;

  BoardRequests(Boards boards, ZoneId zone) {
    this.boards = boards;
    this.zone = zone;
  }

  void list(HttpServerRequest request) {
    boards
        .list()
        .onSuccess(all -> Answers.json(request, json(all)))
        .onFailure(cause -> unavailable(request, cause));
  }

  /**
   * @param id decoded
   */
  void one(HttpServerRequest request, String id) {
    BoardFeed feed = boards.feed(id);
    if (feed == null) {
      Answers.problem(
          request, 404, "No such board", "There is no board of this id; see /api/boards");
      return;
    }
    feed.ready()
        .onSuccess(done -> snapshot(request, feed))
        .onFailure(cause -> unavailable(request, cause));
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

  private String iso(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZoneSameInstant(zone));
  }
}

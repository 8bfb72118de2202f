package org.guchang.board;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.guchang.board.SessionFigures.PlatformFigures;
import org.guchang.config.Catalog;

/**
 * The platforms of a board and the audience summed over them.
 *
 * @param rows as the screen sees them
 * @param online of those platforms that reported lately; negative when none did
 * @param lastEventAt time of the newest event; {@code receivedAt}: when the newest arrived
 */
record BoardPlatforms(Map<String, Object> rows, long online, long lastEventAt, long receivedAt) {

  /** A platform's online figure older than this is not counted. */
  static final long STALE_MILLIS = 120_000;

  static long onlineOf(SessionFigures session, long now) {
    long online = SessionFigures.UNKNOWN;
    for (PlatformFigures platform : session.platforms().values()) {
      online = addKnown(online, fresh(platform, now));
    }
    return online;
  }

  static long sum(List<SessionFigures> sessions, ToLongFunction<PlatformFigures> figure) {
    long sum = 0;
    for (SessionFigures session : sessions) {
      for (PlatformFigures platform : session.platforms().values()) {
        sum += Math.max(0, figure.applyAsLong(platform));
      }
    }
    return sum;
  }

  static BoardPlatforms merge(
      BoardDefinition board,
      List<SessionFigures> sessions,
      Catalog catalog,
      long now,
      ZoneId zone) {
    Map<String, Row> byId = new LinkedHashMap<>();
    board
        .sessions()
        .forEach(
            session ->
                session.platforms().forEach(id -> byId.computeIfAbsent(id, key -> new Row())));
    sessions.forEach(
        session ->
            session
                .platforms()
                .forEach((id, of) -> byId.computeIfAbsent(id, key -> new Row()).add(of, now)));
    Map<String, Object> rows = new LinkedHashMap<>();
    long online = SessionFigures.UNKNOWN;
    long lastEventAt = SessionFigures.UNKNOWN;
    long receivedAt = SessionFigures.UNKNOWN;
    for (Map.Entry<String, Row> entry : byId.entrySet()) {
      Row row = entry.getValue();
      Catalog.Platform known = catalog.platforms().get(entry.getKey());
      rows.put(entry.getKey(), row.fields(known == null ? entry.getKey() : known.name(), zone));
      online = addKnown(online, row.online);
      lastEventAt = Math.max(lastEventAt, row.lastEventAt);
      receivedAt = Math.max(receivedAt, row.receivedAt);
    }
    return new BoardPlatforms(Collections.unmodifiableMap(rows), online, lastEventAt, receivedAt);
  }

  private static long fresh(PlatformFigures platform, long now) {
    boolean lately = now - platform.onlineReceivedAt() <= STALE_MILLIS;
    return lately ? platform.online() : SessionFigures.UNKNOWN;
  }

  private static long addKnown(long sum, long figure) {
    return figure < 0 ? sum : Math.max(0, sum) + figure;
  }

  /** One platform over the sessions. */
  private static final class Row {
    private long gmvFen;
    private long refundFen;
    private long placed;
    private long orders;
    private long views;
    private long likes;
    private long online = SessionFigures.UNKNOWN;
    private long lastEventAt = SessionFigures.UNKNOWN;
    private long receivedAt = SessionFigures.UNKNOWN;

    void add(PlatformFigures of, long now) {
      gmvFen += of.sums().gmvFen();
      refundFen += of.sums().refundFen();
      placed += of.sums().placed();
      orders += of.sums().orders();
      views += Math.max(0, of.views());
      likes += Math.max(0, of.likes());
      online = addKnown(online, fresh(of, now));
      lastEventAt = Math.max(lastEventAt, of.lastEventAt());
      receivedAt = Math.max(receivedAt, of.receivedAt());
    }

    Map<String, Object> fields(String name, ZoneId zone) {
      return new Fields()
          .text("name", name)
          .sum("gmvFen", gmvFen)
          .sum("refundFen", refundFen)
          .sum("placed", placed)
          .sum("orders", orders)
          .sum("views", views)
          .gauge("online", online)
          .sum("likes", likes)
          .instant("lastEventAt", lastEventAt > 0 ? lastEventAt : -1, zone)
          .instant("receivedAt", receivedAt > 0 ? receivedAt : -1, zone)
          .done();
    }
  }
}

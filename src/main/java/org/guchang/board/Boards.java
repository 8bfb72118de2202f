package org.guchang.board;

import io.vertx.core.Future;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Session;
import org.jspecify.annotations.Nullable;

/**
 * All boards of the catalog, and a feed for each that somebody looks at. Owned by one event loop.
 */
public final class Boards {

  /** How often {@link #tick} wants to be called. */
  public static final long TICK_MILLIS = 500;

  /** A board that nobody looks at is forgotten after this time. */
  static final long IDLE_MILLIS = 60_000;

  /** One board as the list shows it. */
  public record Listed(BoardDefinition definition, String status) {}

  private final SessionReader reader;
  private final SessionCache cache;
  private final Timing timing;
  private final ZoneId zone;
  private final int framesPerSecond;
  private final Map<String, BoardFeed> feeds = new HashMap<>();
  private final Map<String, Long> wantedAt = new HashMap<>();

  /** Sessions that changed since the last tick. */
  private final Set<String> moved = new HashSet<>();

  private Catalog catalog;
  private Map<String, BoardDefinition> definitions;
  private long listedAt = Long.MIN_VALUE;

  public Boards(
      Catalog catalog, SessionReader reader, Timing timing, ZoneId zone, int framesPerSecond) {
    this.catalog = catalog;
    this.definitions = BoardDefinition.all(catalog, zone);
    this.reader = reader;
    this.cache = new SessionCache(reader);
    this.timing = timing;
    this.zone = zone;
    this.framesPerSecond = framesPerSecond;
  }

  /** The feed of a board, made when first asked for; null when there is no such board. */
  public @Nullable BoardFeed feed(String id) {
    BoardDefinition definition = definitions.get(id);
    if (definition == null) {
      return null;
    }
    wantedAt.put(id, timing.elapsed());
    return feeds.computeIfAbsent(
        id,
        key ->
            new BoardFeed(
                definition,
                catalog,
                cache,
                new KeptMilestones(id, reader),
                timing,
                zone,
                framesPerSecond));
  }

  /** The board as it was; null when there is no such board. */
  public @Nullable BoardPast past(String id) {
    BoardDefinition definition = definitions.get(id);
    return definition == null
        ? null
        : new BoardPast(definition, catalog, reader, cache, timing, zone);
  }

  /** Every board, campaigns first; by schedule where the sessions cannot be read. */
  public Future<List<Listed>> list() {
    List<String> sessions = new ArrayList<>(catalog.sessions().keySet());

    Map<String, BoardDefinition> boards = definitions;
    if (timing.elapsed() - BoardFeed.RECENT_MILLIS >= listedAt) {
      listedAt = timing.elapsed();
      sessions.forEach(cache::changed);
    }
    return cache
        .fresh(sessions)
        .map(Boards::byId)
        .otherwise(Map.of())
        .map(figures -> boards.values().stream().map(it -> listed(it, figures)).toList());
  }

  public void sessionChanged(String session) {
    cache.changed(session);
    moved.add(session);
    for (BoardFeed feed : List.copyOf(feeds.values())) {
      if (feed.contains(session)) {
        feed.sessionChanged();
      }
    }
  }

  /** The catalog was replaced. */
  public void redefine(Catalog newCatalog) {
    catalog = newCatalog;
    definitions = BoardDefinition.all(newCatalog, zone);
    cache.retain(newCatalog.sessions().keySet());
    for (Map.Entry<String, BoardFeed> entry : List.copyOf(feeds.entrySet())) {
      BoardDefinition definition = definitions.get(entry.getKey());
      if (definition == null) {
        feeds.remove(entry.getKey());
        wantedAt.remove(entry.getKey());
        entry.getValue().gone();
      } else {
        entry.getValue().redefine(definition, newCatalog);
      }
    }
  }

  /** What time does: sweeps, beats, milestones, and boards nobody looks at any more. */
  public void tick() {
    long now = timing.elapsed();
    noteMilestones();
    boolean dropped = false;
    Iterator<Map.Entry<String, BoardFeed>> all = feeds.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, BoardFeed> entry = all.next();
      if (entry.getValue().isWatched()) {
        wantedAt.put(entry.getKey(), now);
        entry.getValue().tick();
      } else if (now - wantedAt.getOrDefault(entry.getKey(), 0L) > IDLE_MILLIS) {
        all.remove();
        wantedAt.remove(entry.getKey());
        dropped = true;
      }
    }
    if (dropped) {
      forgetSessions();
    }
  }

  /** A milestone is one whether somebody looks or not. */
  private void noteMilestones() {
    if (moved.isEmpty()) {
      return;
    }
    for (BoardDefinition definition : definitions.values()) {
      if (definition.sessions().stream().anyMatch(session -> moved.contains(session.id()))) {
        BoardFeed feed = feed(definition.id());
        if (feed != null && !feed.isWatched()) {
          feed.noteMilestones();
        }
      }
    }
    moved.clear();
  }

  private void forgetSessions() {
    Set<String> needed = new HashSet<>();
    for (BoardFeed feed : feeds.values()) {
      feed.definition().sessions().forEach(session -> needed.add(session.id()));
    }
    cache.retain(needed);
  }

  private Listed listed(BoardDefinition board, Map<String, SessionFigures> figures) {
    List<SessionStatus> statuses = new ArrayList<>();
    for (Session session : board.sessions()) {
      SessionFigures known = figures.get(session.id());
      statuses.add(
          known == null
              ? SessionStatus.bySchedule(session, timing.now())
              : SessionStatus.of(session, known.totals(), timing.now()));
    }
    return new Listed(board, SessionStatus.of(statuses).wireName());
  }

  private static Map<String, SessionFigures> byId(List<SessionFigures> all) {
    Map<String, SessionFigures> byId = new HashMap<>();
    all.forEach(figures -> byId.put(figures.session(), figures));
    return byId;
  }
}

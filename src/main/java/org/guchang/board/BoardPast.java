package org.guchang.board;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guchang.board.SessionFigures.PlatformFigures;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Session;
import org.guchang.redis.MomentStore.Clock;
import org.guchang.redis.MomentStore.Span;
import org.jspecify.annotations.Nullable;

/**
 * One board as it was at the end of any minute: its sessions' figures then, merged as they were
 * merged then, under the names and targets of today's catalog.
 *
 * <p><b>As it was</b> is what a screen showed at that time: facts that came later are not in it,
 * even if they are about earlier. Two clocks may be meant. A session that was counted while it was
 * on is asked by the wall clock. One whose first fact came long after its end was played back or
 * imported, its whole evening arrived within minutes of another day; it is asked by its own clock,
 * the newest event time it had heard of.
 *
 * <p>Owned by one event loop.
 */
public final class BoardPast {
  static final long MINUTE_MILLIS = 60_000;

  /** A session that nobody reported on until so long after its end was not counted while on. */
  private static final long PLAYED_BACK_MILLIS = Duration.ofHours(1).toMillis();

  private final BoardDefinition definition;
  private final Catalog catalog;
  private final SessionReader reader;
  private final SessionCache cache;
  private final Timing timing;
  private final ZoneId zone;

  BoardPast(
      BoardDefinition definition,
      Catalog catalog,
      SessionReader reader,
      SessionCache cache,
      Timing timing,
      ZoneId zone) {
    this.definition = definition;
    this.catalog = catalog;
    this.reader = reader;
    this.cache = cache;
    this.timing = timing;
    this.zone = zone;
  }

  /**
   * The minutes in which anything was counted, milliseconds since the epoch; both negative when
   * nothing was.
   */
  public record Range(long from, long to) {}

  /** The first and the last minute in which the board moved. */
  public Future<Range> range() {
    return remembered()
        .map(
            all -> {
              long from = Long.MAX_VALUE;
              long to = -1;
              for (Remembered one : all) {
                if (one.span != null) {
                  from = Math.min(from, one.since());
                  to = Math.max(to, one.last());
                }
              }
              return to < 0 ? new Range(-1, -1) : new Range(minute(from), minute(to));
            });
  }

  /**
   * A snapshot of the board at the end of the minute that begins then; of the present one, as it
   * is. Fails with {@link NoSuchMoment}.
   *
   * @param minute milliseconds since the epoch
   */
  public Future<Frame> at(long minute) {
    if (minute > timing.now()) {
      return Future.failedFuture(
          new NoSuchMoment(
              iso(minute) + " is in the future; it is " + iso(minute(timing.now())) + " now"));
    }
    return remembered()
        .compose(
            all -> {
              long first = definition.startsAt().toInstant().toEpochMilli();
              for (Remembered one : all) {
                first = one.span == null ? first : Math.min(first, one.since());
              }
              if (minute < minute(first)) {
                return Future.failedFuture(
                    new NoSuchMoment(
                        iso(minute)
                            + " is before the board begins; ask for "
                            + iso(minute(first))
                            + " or later"));
              }
              long end = minute + MINUTE_MILLIS;
              return Future.all(all.stream().map(one -> one.before(end)).toList())
                  .compose(figures -> frame(all, figures.list(), end));
            });
  }

  private Future<Frame> frame(List<Remembered> all, List<SessionFigures> figures, long end) {
    boolean playedBack = all.stream().anyMatch(one -> one.clock == Clock.HEARD);
    long now = Math.min(end - 1, timing.now());
    return milestones(end)
        .map(
            kept ->
                Board.merge(
                    definition,
                    figures,
                    catalog,
                    playedBack ? arrived(figures) : now,
                    zone,
                    null,
                    kept))
        .map(state -> new FrameEncoder(zone).snapshot(state, state.version(), now));
  }

  /** Those of today that had been reached by then: a later correction has not undone them. */
  private Future<Map<String, Long>> milestones(long end) {
    return cache
        .fresh(definition.sessions().stream().map(Session::id).toList())
        .compose(present -> new KeptMilestones(definition.id(), reader).of(present))
        .map(
            kept -> {
              Map<String, Long> then = new HashMap<>(kept);
              then.values().removeIf(at -> at >= end);
              return then;
            });
  }

  /** Server time of the newest fact: what was fresh when it came is fresh. */
  private static long arrived(List<SessionFigures> figures) {
    return figures.stream()
        .flatMap(session -> session.platforms().values().stream())
        .mapToLong(PlatformFigures::receivedAt)
        .max()
        .orElse(0);
  }

  private Future<List<Remembered>> remembered() {
    List<Future<Remembered>> all = new ArrayList<>();
    for (Session session : definition.sessions()) {
      all.add(reader.span(session.id()).map(span -> new Remembered(session, span)));
    }
    return Future.all(all).map(done -> done.list());
  }

  /** One session, and what is kept of its past. */
  private final class Remembered {
    final Session session;
    final @Nullable Span span;
    final Clock clock;

    Remembered(Session session, @Nullable Span span) {
      this.session = session;
      this.span = span;
      long over = session.endsAt().toInstant().toEpochMilli() + PLAYED_BACK_MILLIS;
      this.clock = span != null && span.arrivedSince() > over ? Clock.HEARD : Clock.ARRIVED;
    }

    long since() {
      Span kept = Objects.requireNonNull(span);
      return clock == Clock.HEARD ? kept.heardSince() : kept.arrivedSince();
    }

    long last() {
      Span kept = Objects.requireNonNull(span);
      return clock == Clock.HEARD ? kept.heard() : kept.arrived();
    }

    Future<SessionFigures> before(long end) {
      Span kept = span;
      if (kept == null || (since() >= end && kept.fromFirst())) {
        return Future.succeededFuture(SessionDecoder.empty(session.id()));
      }
      if (since() >= end) {
        return lost();
      }
      // The present is read first: a fact that comes in between has left what was before it.
      cache.changed(session.id());
      return cache
          .fresh(session.id())
          .compose(
              present ->
                  reader
                      .before(session.id(), clock, end)
                      .compose(
                          earlier -> {
                            SessionFigures figures = earlier.figures();
                            return earlier.lost()
                                ? lost()
                                : Future.succeededFuture(figures != null ? figures : present);
                          }));
    }

    private Future<SessionFigures> lost() {
      return Future.failedFuture(
          new NoSuchMoment(
              "what session "
                  + session.id()
                  + " showed then is no longer kept; ask for a later minute"));
    }
  }

  private String iso(long minute) {
    return Fields.iso(minute, zone);
  }

  private static long minute(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }
}

package org.guchang.watch;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionReader;
import org.guchang.board.SessionStatus;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Session;
import org.guchang.config.CatalogHolder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sessions of the catalog, as the boards do, one after the other and only what changed;
 * at most {@value #MOST}, those on air first, then the newest.
 */
final class SessionWatch implements Watch.Lookout {
  static final int MOST = 200;

  /** So long after its last event a session is still looked after. */
  private static final Duration RECENT = Duration.ofHours(24);

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final CatalogHolder catalog;
  private final SessionReader reader;
  private final SessionMeters meters;
  private final SessionRoster roster;
  private final LongSupplier clock;
  private final Map<String, Seen> seen = new HashMap<>();

  /**
   * What is known of one session.
   *
   * @param liveSince when it was first seen to be on air, milliseconds since 1970; negative while
   *     it is not
   */
  record Seen(Session session, SessionFigures figures, long liveSince) {

    /** When the newest of its events came in; negative when none has. */
    long receivedAt() {
      return figures.platforms().values().stream()
          .mapToLong(SessionFigures.PlatformFigures::receivedAt)
          .max()
          .orElse(SessionFigures.UNKNOWN);
    }

    boolean isLive() {
      return liveSince >= 0;
    }
  }

  SessionWatch(
      CatalogHolder catalog,
      SessionReader reader,
      SessionMeters meters,
      SessionRoster roster,
      LongSupplier clock) {
    this.catalog = catalog;
    this.reader = reader;
    this.meters = meters;
    this.roster = roster;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Future<?> look() {
    List<Session> all = chosen(catalog.current(), clock.getAsLong());
    seen.keySet().retainAll(all.stream().map(Session::id).toList());
    int left = catalog.current().sessions().size() - all.size();
    return read(all, 0)
        .onSuccess(read -> roster.tell(inOrder(all), left, clock.getAsLong()))
        .onComplete(read -> meters.tell(seen.values(), catalog.current(), clock.getAsLong()));
  }

  private List<Seen> inOrder(List<Session> all) {
    return all.stream().map(session -> seen.get(session.id())).filter(Objects::nonNull).toList();
  }

  /** Ids of the sessions that are on air or had an event lately, newest first. */
  List<String> recent() {
    long now = clock.getAsLong();
    return seen.values().stream()
        .filter(one -> one.isLive() || now - one.receivedAt() < RECENT.toMillis())
        .filter(one -> one.figures().version() > 0)
        .sorted(Comparator.comparingLong(Seen::receivedAt).reversed())
        .map(one -> one.session().id())
        .toList();
  }

  /** Pure. */
  static List<Session> chosen(Catalog catalog, long now) {
    List<Session> all = new ArrayList<>(catalog.sessions().values());
    all.sort(
        Comparator.<Session>comparingLong(
            session -> {
              long start = session.startsAt().toInstant().toEpochMilli();
              long end = session.endsAt().toInstant().toEpochMilli();
              return now < start ? start - now : Math.max(0, now - end);
            }));
    return all.subList(0, Math.min(MOST, all.size()));
  }

  private Future<Void> read(List<Session> all, int index) {
    if (index == all.size()) {
      return Future.succeededFuture();
    }
    Session session = all.get(index);
    Seen before = seen.get(session.id());
    return reader
        .read(session.id(), before == null ? null : before.figures())
        .compose(
            figures -> {
              seen.put(session.id(), seen(session, figures, before));
              return read(all, index + 1);
            });
  }

  private Seen seen(Session session, SessionFigures figures, @Nullable Seen before) {
    long now = clock.getAsLong();
    if (SessionStatus.of(session, figures.totals(), now) != SessionStatus.LIVE) {
      return new Seen(session, figures, SessionFigures.UNKNOWN);
    }
    long since = before != null && before.isLive() ? before.liveSince() : now;
    return new Seen(session, figures, since);
  }
}

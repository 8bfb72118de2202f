package org.guchang.ingest.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Routing;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.NativeFormat;
import org.jspecify.annotations.Nullable;

/**
 * When the sessions are on that a partner may report on, and in which ones its orders may be
 * counted. Immutable but for what it has worked out once; made once per partner and catalog.
 */
final class Timetable {
  private static final long MINUTE_MILLIS = 60_000;

  /**
   * More than the clocks of two servers, or of a platform, are apart; and longer than a router
   * remembers.
   */
  private static final long ABOUT_TO_BEGIN = 60 * MINUTE_MILLIS;

  private final Catalog catalog;
  private final Catalog.Partner partner;
  private final List<Slot> slots;
  private final Map<String, Rivals> rivals = new HashMap<>();
  private final long graceBefore;
  private final long graceAfter;

  /** A session with its times, milliseconds since the epoch. */
  private record Slot(Catalog.Session session, long startsAt, long endsAt) {
    /** Milliseconds between a time and the session, 0 while it is on. */
    long distance(long at) {
      return at < startsAt ? startsAt - at : Math.max(0, at - endsAt);
    }
  }

  /** Sessions of one platform, the one that starts last first. */
  private record Rivals(List<String> sessions, List<Long> startsAt) {}

  Timetable(Catalog catalog, Catalog.Partner partner, Routing grace) {
    this.catalog = catalog;
    this.partner = partner;
    this.graceBefore = grace.graceBeforeMinutes() * MINUTE_MILLIS;
    this.graceAfter = grace.graceAfterMinutes() * MINUTE_MILLIS;
    this.slots =
        catalog.sessions().values().stream()
            .filter(session -> uses(partner, session.id()))
            .map(Timetable::slot)
            .toList();
  }

  private static Slot slot(Catalog.Session session) {
    return new Slot(
        session,
        session.startsAt().toInstant().toEpochMilli(),
        session.endsAt().toInstant().toEpochMilli());
  }

  private static boolean uses(Catalog.Partner partner, String session) {
    String fixed = partner.session();
    return fixed == null ? partner.mayReport(session) : fixed.equals(session);
  }

  /** Whether the partner has a session of its own. */
  boolean isFixed() {
    return partner.session() != null;
  }

  /** Whether the partner may be counted in it. */
  boolean has(String session) {
    return uses(partner, session);
  }

  /**
   * The session that was on, else the nearest within the grace, the earlier of two as near; null
   * when there is none. Of a partner with a session of its own always that one.
   */
  @Nullable String on(String platform, long at) {
    String fixed = partner.session();
    return fixed != null
        ? fixed
        : nearest(at, slot -> slot.session().platforms().contains(platform));
  }

  /** The session of a live room; of several in the same room the one that was on, as above. */
  @Nullable String inRoom(String platform, String room, long at) {
    String fixed = partner.session();
    return fixed != null ? fixed : nearest(at, slot -> slot.session().hasRoom(platform, room));
  }

  private @Nullable String nearest(long at, Predicate<Slot> fits) {
    Slot best = null;
    for (Slot slot : slots) {
      boolean within = at >= slot.startsAt() - graceBefore && at < slot.endsAt() + graceAfter;
      if (!within || !fits.test(slot)) {
        continue;
      }
      if (best == null
          || slot.distance(at) < best.distance(at)
          || (slot.distance(at) == best.distance(at) && slot.startsAt() < best.startsAt())) {
        best = slot;
      }
    }
    return best == null ? null : best.session().id();
  }

  /**
   * The sessions of which an order is counted in one, the newest first: those in which the pushes
   * of this partner may be counted, or those of one that shares a session with it, and that have
   * begun or are about to.
   *
   * @param now milliseconds since the epoch
   */
  List<String> candidates(Clue clue, long now) {
    Rivals all = rivals.computeIfAbsent(clue.platform(), this::find);
    long latest = Math.max(now, Math.max(clue.at(), clue.createdAt())) + ABOUT_TO_BEGIN;
    int from = 0;
    while (from < all.startsAt().size() && all.startsAt().get(from) - graceBefore > latest) {
      from++;
    }
    return all.sessions().subList(from, all.sessions().size());
  }

  /** The same, whether they have begun or not. */
  List<String> rivals(String platform) {
    return rivals.computeIfAbsent(platform, this::find).sessions();
  }

  private Rivals find(String platform) {
    List<Catalog.Partner> neighbours = new ArrayList<>();
    neighbours.add(partner);
    for (Catalog.Partner other : catalog.partners().values()) {
      if (!other.format().equals(NativeFormat.NAME)
          && other.mayReportPlatform(platform)
          && slots.stream().anyMatch(slot -> uses(other, slot.session().id()))) {
        neighbours.add(other);
      }
    }
    List<Slot> found =
        catalog.sessions().values().stream()
            .filter(session -> isPlace(session, platform, neighbours))
            .map(Timetable::slot)
            .sorted(Comparator.comparingLong(Slot::startsAt).reversed())
            .toList();
    return new Rivals(
        found.stream().map(slot -> slot.session().id()).toList(),
        found.stream().map(Slot::startsAt).toList());
  }

  private static boolean isPlace(
      Catalog.Session session, String platform, List<Catalog.Partner> neighbours) {
    return neighbours.stream()
        .anyMatch(
            one ->
                session.id().equals(one.session())
                    || (session.platforms().contains(platform) && uses(one, session.id())));
  }
}

package org.guchang.ingest.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.guchang.config.Catalog;
import org.guchang.config.Settings.Routing;
import org.guchang.ingest.format.Clue;
import org.jspecify.annotations.Nullable;

/**
 * When the sessions are on that a partner may report on. Immutable, made once per partner and
 * catalog.
 */
final class Timetable {
  private static final long MINUTE_MILLIS = 60_000;

  /** More than the clocks of two servers, or of a platform, are apart. */
  private static final long ABOUT_TO_BEGIN = 60 * MINUTE_MILLIS;

  private final List<Slot> slots = new ArrayList<>();
  private final long graceBefore;
  private final long graceAfter;

  /** A session with its times, milliseconds since the epoch. */
  private record Slot(Catalog.Session session, long startsAt, long endsAt) {
    /** Milliseconds between a time and the session, 0 while it is on. */
    long distance(long at) {
      return at < startsAt ? startsAt - at : Math.max(0, at - endsAt);
    }
  }

  Timetable(Catalog catalog, Catalog.Partner partner, Routing grace) {
    this.graceBefore = grace.graceBeforeMinutes() * MINUTE_MILLIS;
    this.graceAfter = grace.graceAfterMinutes() * MINUTE_MILLIS;
    for (Catalog.Session session : catalog.sessions().values()) {
      if (partner.mayReport(session.id())) {
        slots.add(
            new Slot(
                session,
                session.startsAt().toInstant().toEpochMilli(),
                session.endsAt().toInstant().toEpochMilli()));
      }
    }
  }

  /**
   * The session that was on, else the nearest within the grace, the earlier of two as near; null
   * when there is none.
   */
  @Nullable String on(String platform, long at) {
    return nearest(at, slot -> slot.session().platforms().contains(platform));
  }

  /** The session of a live room; of several in the same room the one that was on, as above. */
  @Nullable String inRoom(String platform, String room, long at) {
    return nearest(at, slot -> slot.session().hasRoom(platform, room));
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
   * Whether an order of a platform could belong to one of several sessions by now; a session that
   * is about to begin is one of them.
   */
  boolean isDivided(String platform, long now) {
    int begun = 0;
    for (Slot slot : slots) {
      if (slot.session().platforms().contains(platform)
          && slot.startsAt() - graceBefore - ABOUT_TO_BEGIN <= now) {
        begun++;
      }
    }
    return begun > 1;
  }

  boolean has(String session) {
    return slots.stream().anyMatch(slot -> slot.session().id().equals(session));
  }

  /** The sessions in which the order of a clue may have been counted, the newest first. */
  List<String> candidates(Clue clue) {
    return slots.stream()
        .filter(slot -> slot.session().platforms().contains(clue.platform()))
        .filter(slot -> slot.startsAt() - graceBefore <= clue.at())
        .sorted((a, b) -> Long.compare(b.startsAt(), a.startsAt()))
        .map(slot -> slot.session().id())
        .toList();
  }
}

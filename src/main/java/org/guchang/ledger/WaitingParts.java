package org.guchang.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a commit of one session, a line for each partner, so that one who sends more than
 * can be committed makes nobody wait but himself.
 *
 * <p>Each group takes from all lines alike, by events. Where there is no room a newcomer takes the
 * place of the newest in the longest line, as long as its own line stays the shorter one; who has
 * nothing waiting yet comes in all the same, up to the bound. Within a line the order is that of
 * arrival. Confined to one event loop.
 */
final class WaitingParts {
  /** Of one partner. */
  private static final class Line {
    final ArrayDeque<SessionPart> parts = new ArrayDeque<>();
    int events;

    /** Events that the group being made has from it. */
    int taken;
  }

  private static final Comparator<Line> BY_EVENTS = Comparator.comparingInt(line -> line.events);

  private final int bound;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int events;

  /**
   * Nobody yet.
   *
   * @param bound most events, but that a single part may exceed it where nobody waits
   */
  WaitingParts(int bound) {
    this.bound = bound;
  }

  /**
   * Takes it in; those who have no room now, itself perhaps, and are to be refused.
   *
   * @param room events that may wait, at most the bound
   */
  List<SessionPart> add(SessionPart part, int room) {
    int size = part.events.size();
    int over = events == 0 ? 0 : events + size - room;
    List<SessionPart> refused = new ArrayList<>();
    if (over > 0) {
      Line own = lines.get(part.delivery.partner());
      Line longest = longest();
      int before = own == null ? 0 : own.events;
      boolean yields = longest != own && longest.events - over >= before + size;
      if (!yields && (before > 0 || events + size > bound)) {
        return List.of(part);
      }
      while (yields && events + size > room) {
        refused.add(left(longest, longest.parts.removeLast()));
      }
    }
    Line line = lines.computeIfAbsent(part.delivery.partner(), partner -> new Line());
    line.parts.add(part);
    line.events += size;
    events += size;
    return refused;
  }

  /**
   * The room is smaller than it was: who are to be refused, the newest of the longest lines. One of
   * each partner stays whatever the room is.
   */
  List<SessionPart> fit(int room) {
    List<SessionPart> refused = new ArrayList<>();
    while (events > room) {
      Line longest = longest();
      if (longest.parts.size() <= 1) {
        break;
      }
      refused.add(left(longest, longest.parts.removeLast()));
    }
    return refused;
  }

  private Line longest() {
    return Collections.max(lines.values(), BY_EVENTS);
  }

  private SessionPart left(Line line, SessionPart part) {
    int size = part.events.size();
    line.events -= size;
    events -= size;
    return part;
  }

  /** A new group is made from now on. */
  void beginGroup() {
    lines.values().removeIf(line -> line.parts.isEmpty());
    lines.values().forEach(line -> line.taken = 0);
  }

  /** Whose turn it is in the group that is made; null when nobody waits. */
  @Nullable SessionPart peek() {
    Line next = next();
    return next == null ? null : next.parts.peek();
  }

  /** Takes out whom {@link #peek} showed. */
  SessionPart take() {
    Line next = next();
    if (next == null) {
      throw new IllegalStateException("nobody waits");
    }
    SessionPart part = left(next, next.parts.remove());
    next.taken += part.events.size();
    return part;
  }

  private @Nullable Line next() {
    Line least = null;
    for (Line line : lines.values()) {
      if (!line.parts.isEmpty() && (least == null || line.taken < least.taken)) {
        least = line;
      }
    }
    return least;
  }

  boolean isEmpty() {
    return events == 0;
  }

  int events() {
    return events;
  }

  /** When whoever waits longest came, of {@link System#nanoTime}, or {@link QueueLevel#NOBODY}. */
  long since() {
    long since = QueueLevel.NOBODY;
    for (Line line : lines.values()) {
      SessionPart first = line.parts.peek();
      if (first != null && (since == QueueLevel.NOBODY || first.queuedNanos - since < 0)) {
        since = first.queuedNanos;
      }
    }
    return since;
  }
}

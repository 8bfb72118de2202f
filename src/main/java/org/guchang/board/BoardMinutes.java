package org.guchang.board;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.guchang.board.HourPart.Sums;
import org.guchang.board.SessionFigures.HourFigures;
import org.guchang.config.Catalog.Session;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of a board. Hours in which nothing changed are taken over from the minutes before, so
 * a frame costs what changed, not how long the board has been open.
 *
 * @param hours by hour since the epoch
 * @param chunks the same as the screen sees them, by hour of local time
 */
record BoardMinutes(NavigableMap<Long, HourPart> hours, NavigableMap<Long, Chunk> chunks) {
  static final BoardMinutes NONE = new BoardMinutes(new TreeMap<>(), new TreeMap<>());

  /** A frame's minutes beyond this are folded per day, outside the sessions' own times. */
  static final int MOST_MINUTES = 3_000;

  private static final long WINDOW_HOURS = 12;

  /**
   * An hour of local time. Usually one hour's part; two when the clocks went back, more where a day
   * was folded into its first minute.
   *
   * @param table by local minute, e.g. {@code 2020-05-16T20:31}
   */
  record Chunk(List<Source> sources, Map<String, Object> table) {}

  /**
   * @param folded whether all of it counts in the first minute of its day
   */
  record Source(HourPart part, boolean folded, long offsetMinutes) {
    @SuppressWarnings("ReferenceEquality") // that it is the same object is what is asked
    boolean sameAs(Source other) {
      return part == other.part && folded == other.folded && offsetMinutes == other.offsetMinutes;
    }
  }

  static BoardMinutes merge(
      List<Session> sessions, List<SessionFigures> figures, ZoneId zone, BoardMinutes previous) {
    NavigableMap<Long, HourPart> hours = hours(figures, previous);
    long count = hours.values().stream().mapToLong(part -> part.minutes().size()).sum();
    TreeMap<Long, List<Source>> sources = new TreeMap<>();
    hours.forEach(
        (hour, part) -> {
          boolean folded = count > MOST_MINUTES && !nearAny(sessions, hour);
          long offset =
              zone.getRules().getOffset(Instant.ofEpochSecond(hour * 3600)).getTotalSeconds() / 60;
          long localHour = Math.floorDiv(hour * 60 + offset, 60L);
          long id = folded ? Math.floorDiv(localHour, 24L) * 24 : localHour;
          sources
              .computeIfAbsent(id, key -> new ArrayList<>())
              .add(new Source(part, folded, offset));
        });
    TreeMap<Long, Chunk> chunks = new TreeMap<>();
    sources.forEach((id, of) -> chunks.put(id, chunk(id, of, previous.chunks.get(id))));
    return new BoardMinutes(hours, chunks);
  }

  long peakOnline() {
    return hours.values().stream().mapToLong(HourPart::peakOnline).max().orElse(0);
  }

  private static NavigableMap<Long, HourPart> hours(
      List<SessionFigures> figures, BoardMinutes previous) {
    TreeSet<Long> all = new TreeSet<>();
    figures.forEach(session -> all.addAll(session.hours().keySet()));
    List<Carry> carry = Collections.nCopies(figures.size(), Carry.NONE);
    TreeMap<Long, HourPart> hours = new TreeMap<>();
    for (long hour : all) {
      List<@Nullable HourFigures> here = new ArrayList<>(figures.size());
      for (SessionFigures session : figures) {
        here.add(session.hours().get(hour));
      }
      HourPart known = previous.hours.get(hour);
      HourPart part =
          known != null && known.isOf(here, carry) ? known : HourPart.of(hour, here, carry);
      hours.put(hour, part);
      carry = part.after();
    }
    return hours;
  }

  private static boolean nearAny(List<Session> sessions, long hour) {
    for (Session session : sessions) {
      long from = session.startsAt().toEpochSecond() / 3600 - WINDOW_HOURS;
      long to = session.endsAt().toEpochSecond() / 3600 + WINDOW_HOURS;
      if (hour >= from && hour <= to) {
        return true;
      }
    }
    return false;
  }

  private static Chunk chunk(long id, List<Source> sources, @Nullable Chunk known) {
    if (known != null && same(sources, known.sources())) {
      return known;
    }
    TreeMap<Long, Sums> minutes = new TreeMap<>();
    for (Source source : sources) {
      source
          .part()
          .minutes()
          .forEach(
              (minute, sums) ->
                  minutes.merge(
                      source.folded() ? id * 60 : minute + source.offsetMinutes(),
                      sums,
                      Sums::then));
    }
    Map<String, Object> table = new TreeMap<>();
    minutes.forEach(
        (minute, sums) ->
            table.put(
                LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC).toString(), row(sums)));
    return new Chunk(List.copyOf(sources), Collections.unmodifiableMap(table));
  }

  private static boolean same(List<Source> some, List<Source> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).sameAs(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Object> row(Sums sums) {
    return new Fields()
        .sum("gmvFen", sums.gmvFen())
        .sum("refundFen", sums.refundFen())
        .sum("orders", sums.orders())
        .gauge("online", sums.online())
        .gauge("views", sums.views())
        .done();
  }
}

package org.guchang.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.guchang.board.SessionFigures.HourFigures;
import org.guchang.board.SessionFigures.MinuteFigures;
import org.jspecify.annotations.Nullable;

/**
 * One hour of a board, all its sessions together. Depends on nothing but its inputs, so it is
 * computed again only when one of them is another object.
 *
 * @param figures of each session, null where it has none in this hour
 * @param before what is known of each session's audience when the hour begins; {@code after} when
 *     it ends
 * @param minutes by minute since the epoch
 */
record HourPart(
    List<@Nullable HourFigures> figures,
    List<Carry> before,
    List<Carry> after,
    NavigableMap<Long, Sums> minutes,
    Sums total,
    long peakOnline) {

  /**
   * @param online last known in the minute, summed over platforms and sessions, negative when
   *     nobody knows; {@code views} likewise, cumulative
   */
  record Sums(long gmvFen, long refundFen, long orders, long online, long views) {
    static final Sums ZERO = new Sums(0, 0, 0, -1, -1);

    /** Money and orders add up; of the gauges the later is taken. */
    Sums then(Sums later) {
      return new Sums(
          gmvFen + later.gmvFen,
          refundFen + later.refundFen,
          orders + later.orders,
          later.online >= 0 ? later.online : online,
          later.views >= 0 ? later.views : views);
    }
  }

  /** Whether it would be the same, computed again from these. */
  @SuppressWarnings("ReferenceEquality") // that it is the same object is what is asked
  boolean isOf(List<@Nullable HourFigures> otherFigures, List<Carry> otherBefore) {
    if (figures.size() != otherFigures.size()) {
      return false;
    }
    for (int i = 0; i < figures.size(); i++) {
      if (figures.get(i) != otherFigures.get(i) || !before.get(i).equals(otherBefore.get(i))) {
        return false;
      }
    }
    return true;
  }

  static HourPart of(long hour, List<@Nullable HourFigures> figures, List<Carry> before) {
    List<Map<String, Carry.Platform>> open = new ArrayList<>(before.size());
    before.forEach(carry -> open.add(carry.open()));
    NavigableMap<Long, Sums> minutes = new TreeMap<>();
    Sums total = Sums.ZERO;
    long peak = 0;
    for (int minuteOfHour : minutesOf(figures)) {
      long minute = hour * 60 + minuteOfHour;
      Sums sums = sumUp(minute, minuteOfHour, figures, open);
      minutes.put(minute, sums);
      total = total.then(sums);
      peak = Math.max(peak, sums.online());
    }
    return new HourPart(figures, before, close(figures, before, open), minutes, total, peak);
  }

  private static Sums sumUp(
      long minute,
      int minuteOfHour,
      List<@Nullable HourFigures> figures,
      List<Map<String, Carry.Platform>> open) {
    Sums sums = Sums.ZERO;
    for (int i = 0; i < figures.size(); i++) {
      HourFigures hour = figures.get(i);
      MinuteFigures said = hour == null ? null : hour.minutes().get(minuteOfHour);
      Map<String, Carry.Platform> platforms = open.get(i);
      if (said != null) {
        said.audience()
            .forEach(
                (platform, audience) ->
                    platforms.put(
                        platform,
                        platforms
                            .getOrDefault(platform, Carry.Platform.NOTHING)
                            .after(minute, audience)));
        sums = sums.then(new Sums(said.gmvFen(), said.refundFen(), said.orders(), -1, -1));
      }
    }
    return withAudience(sums, minute, open);
  }

  private static Sums withAudience(Sums sums, long minute, List<Map<String, Carry.Platform>> open) {
    long online = -1;
    long views = 0;
    for (Map<String, Carry.Platform> platforms : open) {
      for (Carry.Platform platform : platforms.values()) {
        long here = platform.onlineIn(minute);
        if (here >= 0) {
          online = Math.max(0, online) + here;
        }
        views += platform.viewsSoFar();
      }
    }
    return new Sums(sums.gmvFen(), sums.refundFen(), sums.orders(), online, views);
  }

  private static Iterable<Integer> minutesOf(List<@Nullable HourFigures> figures) {
    TreeSet<Integer> minutes = new TreeSet<>();
    for (HourFigures hour : figures) {
      if (hour != null) {
        minutes.addAll(hour.minutes().keySet());
      }
    }
    return minutes;
  }

  /** The same objects where nothing was said, so that the hours after this one stay as they are. */
  private static List<Carry> close(
      List<@Nullable HourFigures> figures,
      List<Carry> before,
      List<Map<String, Carry.Platform>> open) {
    List<Carry> after = new ArrayList<>(before.size());
    for (int i = 0; i < before.size(); i++) {
      after.add(figures.get(i) == null ? before.get(i) : new Carry(open.get(i)));
    }
    return after;
  }
}

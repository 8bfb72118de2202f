package org.guchang.board;

import java.util.HashMap;
import java.util.Map;
import org.guchang.board.SessionFigures.MinuteAudience;

/**
 * What is known of a session's audience at the end of some minute, by platform: it is carried into
 * the minutes after it.
 */
record Carry(Map<String, Platform> platforms) {
  static final Carry NONE = new Carry(Map.of());

  /** A report of how many are online says nothing about a minute more than this many after it. */
  private static final long ONLINE_LASTS_MINUTES = 2;

  /**
   * @param online of the newest snapshot, negative if there was none; {@code views} likewise
   * @param onlineMinute minute of that snapshot
   * @param entered counted so far; {@code left} likewise
   * @param countedMinute the last in which any was counted
   */
  record Platform(
      long online, long onlineMinute, long views, long entered, long left, long countedMinute) {
    static final Platform NOTHING = new Platform(-1, 0, -1, 0, 0, 0);

    Platform after(long minute, MinuteAudience said) {
      boolean told = said.online() >= 0;
      boolean counted = said.entered() != 0 || said.left() != 0;
      return new Platform(
          told ? said.online() : online,
          told ? minute : onlineMinute,
          said.views() >= 0 ? said.views() : views,
          entered + said.entered(),
          left + said.left(),
          counted ? minute : countedMinute);
    }

    /** How many are online in {@code minute}; negative when nobody knows. */
    long onlineIn(long minute) {
      if (online >= 0) {
        return minute - onlineMinute <= ONLINE_LASTS_MINUTES ? online : -1;
      }
      boolean counted = entered != 0 || left != 0;
      boolean fresh = minute - countedMinute <= ONLINE_LASTS_MINUTES;
      return counted && fresh ? Math.max(0, entered - left) : -1;
    }

    long viewsSoFar() {
      return views >= 0 ? views : entered;
    }
  }

  /** A copy that can be carried on minute by minute. */
  Map<String, Platform> open() {
    return new HashMap<>(platforms);
  }
}

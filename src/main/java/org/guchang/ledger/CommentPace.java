package org.guchang.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.event.Event.CommentPosted;

/**
 * How many comments of a session can be shown: so many of each platform in the long run, a sixth of
 * a minute's at once. A platform that shouts thus does not drown the others. Owned by one event
 * loop.
 */
final class CommentPace {
  private static final double MILLIS_PER_MINUTE = 60_000;

  /** Platforms there could be; beyond, all begin anew. */
  private static final int PLATFORMS = 100;

  private final double perMilli;
  private final double burst;
  private final Map<String, Level> levels = new HashMap<>();

  /** What a platform may still say. */
  private static final class Level {
    double left;
    long at;

    Level(double left, long at) {
      this.left = left;
      this.at = at;
    }
  }

  CommentPace(int perMinute) {
    this.perMilli = perMinute / MILLIS_PER_MINUTE;
    this.burst = Math.max(1, perMinute / 6.0);
  }

  /**
   * Those of the comments that can be shown.
   *
   * @param now milliseconds since the epoch
   */
  List<CommentPosted> admitted(List<CommentPosted> comments, long now) {
    List<CommentPosted> admitted = new ArrayList<>();
    for (CommentPosted comment : comments) {
      if (admits(comment.origin().platform(), now)) {
        admitted.add(comment);
      }
    }
    return admitted;
  }

  private boolean admits(String platform, long now) {
    if (levels.size() >= PLATFORMS && !levels.containsKey(platform)) {
      levels.clear();
    }
    Level level = levels.computeIfAbsent(platform, first -> new Level(burst, now));
    level.left = Math.min(burst, level.left + Math.max(0, now - level.at) * perMilli);
    level.at = now;
    if (level.left < 1) {
      return false;
    }
    level.left--;
    return true;
  }
}

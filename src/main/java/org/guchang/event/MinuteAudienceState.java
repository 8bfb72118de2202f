package org.guchang.event;

import java.util.Map;
import java.util.TreeMap;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.Counter;

/**
 * The audience of one minute, per platform: who came and went in it, and the newest snapshot taken
 * in it.
 */
public record MinuteAudienceState(Map<String, Part> platforms) {
  public static final MinuteAudienceState NONE = new MinuteAudienceState(Map.of());

  /**
   * One platform's part.
   *
   * @param online newest told in this minute, {@link PlatformAudience#UNKNOWN} if none; {@code
   *     views} likewise
   * @param onlineAt event time of it, milliseconds since the epoch
   */
  public record Part(
      long entered, long left, long online, long onlineAt, long views, long viewsAt) {
    static final Part NONE =
        new Part(0, 0, PlatformAudience.UNKNOWN, 0, PlatformAudience.UNKNOWN, 0);
  }

  /** Returns this very object if the snapshot says nothing new about the minute. */
  public MinuteAudienceState apply(AudienceSnapshot snapshot) {
    Part part = platforms.getOrDefault(snapshot.origin().platform(), Part.NONE);
    long at = snapshot.origin().at();
    boolean online = isNewer(snapshot.online(), at, part.online, part.onlineAt);
    boolean views = isNewer(snapshot.views(), at, part.views, part.viewsAt);
    if (!online && !views) {
      return this;
    }
    return with(
        snapshot.origin().platform(),
        new Part(
            part.entered,
            part.left,
            online ? snapshot.online() : part.online,
            online ? at : part.onlineAt,
            views ? snapshot.views() : part.views,
            views ? at : part.viewsAt));
  }

  /** Returns this very object if the counter is not one that minutes keep. */
  public MinuteAudienceState apply(AudienceCounted counted) {
    boolean entered = counted.what() == Counter.ENTERED;
    if (!entered && counted.what() != Counter.LEFT) {
      return this;
    }
    Part part = platforms.getOrDefault(counted.origin().platform(), Part.NONE);
    return with(
        counted.origin().platform(),
        new Part(
            part.entered + (entered ? counted.count() : 0),
            part.left + (entered ? 0 : counted.count()),
            part.online,
            part.onlineAt,
            part.views,
            part.viewsAt));
  }

  private static boolean isNewer(long value, long at, long known, long knownAt) {
    return value != PlatformAudience.UNKNOWN
        && (known == PlatformAudience.UNKNOWN || at > knownAt || (at == knownAt && value > known));
  }

  private MinuteAudienceState with(String platform, Part part) {
    Map<String, Part> changed = new TreeMap<>(platforms);
    changed.put(platform, part);
    return new MinuteAudienceState(changed);
  }
}

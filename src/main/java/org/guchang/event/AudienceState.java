package org.guchang.event;

import java.util.Map;
import java.util.TreeMap;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.AudienceSnapshot;

/**
 * The audience of one session, per platform, and the highest sum of online viewers there has been.
 *
 * @param peakOnline greatest sum over the platforms of their newest online figure, stale ones left
 *     out
 */
public record AudienceState(Map<String, PlatformAudience> platforms, long peakOnline) {
  public static final AudienceState NONE = new AudienceState(Map.of(), 0);

  /** A platform that has not reported for this long does not count as online. */
  public static final long STALE_MILLIS = 120_000;

  /**
   * The state after what a platform said of itself.
   *
   * @param receivedAt server time of the delivery, milliseconds since the epoch
   * @return this very object if the snapshot says nothing new
   */
  public AudienceState apply(AudienceSnapshot snapshot, long receivedAt) {
    String platform = snapshot.origin().platform();
    PlatformAudience before = platforms.getOrDefault(platform, PlatformAudience.NONE);
    PlatformAudience after = before.told(snapshot, receivedAt);
    return after.equals(before) ? this : with(platform, after, receivedAt);
  }

  /**
   * The state after what a partner counted.
   *
   * @throws ArithmeticException if the count would pass 2^53, beyond which a screen cannot show it
   */
  public AudienceState apply(AudienceCounted counted, long receivedAt) {
    String platform = counted.origin().platform();
    PlatformAudience before = platforms.getOrDefault(platform, PlatformAudience.NONE);
    return with(platform, before.counted(counted.what(), counted.count(), receivedAt), receivedAt);
  }

  /**
   * The sum of what the platforms say is online, leaving out those that have not said anything for
   * two minutes.
   */
  public long online(long now) {
    long online = 0;
    for (PlatformAudience audience : platforms.values()) {
      if (now - audience.onlineReceivedAt() <= STALE_MILLIS) {
        online += Math.max(0, audience.online());
      }
    }
    return online;
  }

  private AudienceState with(String platform, PlatformAudience audience, long receivedAt) {
    Map<String, PlatformAudience> changed = new TreeMap<>(platforms);
    changed.put(platform, audience);
    AudienceState next = new AudienceState(changed, peakOnline);
    long online = next.online(receivedAt);
    return online > peakOnline ? new AudienceState(changed, online) : next;
  }
}

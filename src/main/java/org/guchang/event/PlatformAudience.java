package org.guchang.event;

import java.util.Arrays;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.Counter;

/**
 * The audience of one platform: what was counted, and what the platform itself said last. Once a
 * snapshot has told a figure, the newest snapshot by time is the figure; until then what was
 * counted. Immutable.
 */
@SuppressWarnings(
    "EnumOrdinal") // arrays and codes in order of declaration, which is part of the stored format
public final class PlatformAudience {
  /** A figure nobody has told. */
  public static final long UNKNOWN = -1;

  static final PlatformAudience NONE =
      new PlatformAudience(
          new long[Counter.values().length], unknown(), new long[Told.values().length], 0);

  /** What a snapshot can tell. */
  public enum Told {
    ONLINE,
    VIEWS,
    LIKES,
    FOLLOWS,
    COMMENTS
  }

  private static final long MAX = (1L << 53) - 1;

  private final long[] counted;
  private final long[] told;
  private final long[] toldAt;
  private final long onlineReceivedAt;

  private PlatformAudience(long[] counted, long[] told, long[] toldAt, long onlineReceivedAt) {
    this.counted = counted;
    this.told = told;
    this.toldAt = toldAt;
    this.onlineReceivedAt = onlineReceivedAt;
  }

  /**
   * From its parts, as stored; the arrays are by ordinal of {@link Counter} and of {@link Told} and
   * are not copied.
   */
  public static PlatformAudience of(
      long[] counted, long[] told, long[] toldAt, long onlineReceivedAt) {
    return new PlatformAudience(counted, told, toldAt, onlineReceivedAt);
  }

  private static long[] unknown() {
    long[] told = new long[Told.values().length];
    Arrays.fill(told, UNKNOWN);
    return told;
  }

  PlatformAudience told(AudienceSnapshot snapshot, long receivedAt) {
    long[] values = {
      snapshot.online(), snapshot.views(), snapshot.likes(), snapshot.follows(), snapshot.comments()
    };
    long at = snapshot.origin().at();
    long[] newest = told.clone();
    long[] newestAt = toldAt.clone();
    boolean changed = false;
    boolean online = false;
    for (int i = 0; i < values.length; i++) {
      boolean newer =
          told[i] == UNKNOWN || at > toldAt[i] || (at == toldAt[i] && values[i] > told[i]);
      if (values[i] != UNKNOWN && newer) {
        newest[i] = values[i];
        newestAt[i] = at;
        changed = true;
        online |= i == Told.ONLINE.ordinal();
      }
    }
    return changed
        ? new PlatformAudience(counted, newest, newestAt, online ? receivedAt : onlineReceivedAt)
        : this;
  }

  PlatformAudience counted(Counter what, long count, long receivedAt) {
    long[] sums = counted.clone();
    sums[what.ordinal()] += count;
    if (sums[what.ordinal()] > MAX) {
      throw new ArithmeticException("the sum would pass 2^53 - 1");
    }
    boolean moves = what == Counter.ENTERED || what == Counter.LEFT;
    boolean byCount = told[Told.ONLINE.ordinal()] == UNKNOWN;
    return new PlatformAudience(
        sums, told, toldAt, moves && byCount ? receivedAt : onlineReceivedAt);
  }

  public long counted(Counter what) {
    return counted[what.ordinal()];
  }

  /** What the newest snapshot said, {@link #UNKNOWN} if none did. */
  public long told(Told figure) {
    return told[figure.ordinal()];
  }

  /** Event time of that snapshot. */
  public long toldAt(Told figure) {
    return toldAt[figure.ordinal()];
  }

  /** Server time at which the online figure last moved. */
  public long onlineReceivedAt() {
    return onlineReceivedAt;
  }

  public long online() {
    if (told(Told.ONLINE) != UNKNOWN) {
      return told(Told.ONLINE);
    }
    boolean known = counted(Counter.ENTERED) + counted(Counter.LEFT) > 0;
    return known ? Math.max(0, counted(Counter.ENTERED) - counted(Counter.LEFT)) : UNKNOWN;
  }

  public long views() {
    return either(Told.VIEWS, Counter.ENTERED);
  }

  public long likes() {
    return either(Told.LIKES, Counter.LIKED);
  }

  public long follows() {
    return either(Told.FOLLOWS, Counter.FOLLOWED);
  }

  public long comments() {
    return either(Told.COMMENTS, Counter.COMMENTED);
  }

  public long clicks() {
    return known(counted(Counter.CLICKED));
  }

  public long exposures() {
    return known(counted(Counter.EXPOSED));
  }

  private long either(Told figure, Counter counter) {
    return told(figure) != UNKNOWN ? told(figure) : known(counted(counter));
  }

  private static long known(long count) {
    return count > 0 ? count : UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlatformAudience that
        && Arrays.equals(counted, that.counted)
        && Arrays.equals(told, that.told)
        && Arrays.equals(toldAt, that.toldAt)
        && onlineReceivedAt == that.onlineReceivedAt;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counted) + Arrays.hashCode(told);
  }
}

package org.guchang.board;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every stored figure of one session at one instant. Immutable. What did not change since the
 * reading before is the same object as in that reading, so a reader may compare parts by identity.
 *
 * @param epoch identity of the data set; another epoch means the versions cannot be compared
 * @param version number of commits; 0 when nothing was ever counted (epoch is then empty)
 * @param hours minutes grouped by hour since the Unix epoch
 * @param ticker newest first, at most 20; {@code comments} at most 60; {@code giveaways} at most
 *     100
 * @param hidden ids of comments that an operator has hidden
 */
public record SessionFigures(
    String session,
    String epoch,
    long version,
    Totals totals,
    Map<String, PlatformFigures> platforms,
    Map<String, ProductFigures> products,
    NavigableMap<Long, HourFigures> hours,
    List<Sale> ticker,
    List<Comment> comments,
    Set<String> hidden,
    List<Giveaway> giveaways) {

  /** Marks a figure nobody has told. */
  public static final long UNKNOWN = -1;

  /**
   * Figures of the whole session.
   *
   * @param startedAt milliseconds since the epoch of the newest session.started, {@link #UNKNOWN}
   *     if none; {@code endedAt} likewise
   */
  public record Totals(
      OrderSums sums,
      long buyers,
      long viewers,
      long giveaways,
      long peakOnline,
      long startedAt,
      long endedAt) {}

  /** What orders add up to; money in fen. */
  public record OrderSums(
      long placed,
      long orders,
      long gmvFen,
      long refundFen,
      long refunds,
      long cancelled,
      long units,
      long pending) {
    public static final OrderSums ZERO = new OrderSums(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Figures of one platform.
   *
   * @param online newest report, {@link #UNKNOWN} if none; so are views, likes, follows, comments,
   *     clicks, exposures
   * @param onlineReceivedAt server time at which {@code online} was last reported; older than two
   *     minutes is stale
   * @param lastEventAt time of the newest event of this platform; {@code receivedAt}: server time
   *     the newest arrived
   */
  public record PlatformFigures(
      OrderSums sums,
      long online,
      long onlineReceivedAt,
      long views,
      long likes,
      long follows,
      long comments,
      long clicks,
      long exposures,
      long lastEventAt,
      long receivedAt) {}

  /**
   * Figures of one product.
   *
   * @param name what a partner called it, if any did
   * @param remaining stock over the platforms that reported it, {@link #UNKNOWN} if none did
   * @param shownAt when it was first shown to viewers, {@link #UNKNOWN} if nobody told
   */
  public record ProductFigures(
      @Nullable String name,
      long gmvFen,
      long refundFen,
      long orders,
      long units,
      long remaining,
      long shownAt) {}

  /**
   * One hour.
   *
   * @param minutes by minute of the hour, 0 to 59, only those in which something happened
   */
  public record HourFigures(NavigableMap<Integer, MinuteFigures> minutes) {}

  /**
   * One minute.
   *
   * @param audience by platform
   */
  public record MinuteFigures(
      long gmvFen, long refundFen, long orders, Map<String, MinuteAudience> audience) {}

  /**
   * The audience of one platform in one minute.
   *
   * @param entered viewers counted entering in this minute; {@code left} likewise
   * @param online newest snapshot within this minute, {@link #UNKNOWN} if none; {@code views}
   *     likewise (cumulative)
   */
  public record MinuteAudience(long entered, long left, long online, long views) {}

  /** One paid order as the ticker shows it. */
  public record Sale(
      String id,
      long at,
      String platform,
      String sku,
      @Nullable String name,
      long quantity,
      long amountFen) {}

  public record Comment(String id, long at, String platform, String nickname, String text) {}

  public record Giveaway(String id, long at, String platform, String name, long quantity) {}
}

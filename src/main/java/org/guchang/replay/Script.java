package org.guchang.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as its file says it. Minutes count from the start of the session. Curves are points
 * {@code [minute, value]}, with straight lines between them.
 *
 * @param session of the catalog; its hours, platforms and county's products are used
 * @param seed of everything that is left to chance
 * @param views {@code curve} in percent of {@code total}
 * @param online viewers, all platforms together
 * @param promotion {@code offFen} off every order from {@code fromFen}
 * @param comments {@code count} of {@code texts} at chance, and those of {@code said} at their
 *     minute
 */
record Script(
    String session,
    long seed,
    List<PlatformShare> platforms,
    Views views,
    List<double[]> online,
    Engagement engagement,
    Orders orders,
    Promotion promotion,
    List<Showing> show,
    List<Stranger> strangers,
    List<Giveaway> giveaways,
    Comments comments,
    Refunds refunds,
    Mishaps mishaps,
    EveningTotals expect) {

  /**
   * @param audience percent of the views
   * @param orders percent of the orders
   * @param tells whether its snapshots tell likes and follows; else they are counted
   * @param placed whether it reports orders before they are paid
   */
  record PlatformShare(String id, int audience, int orders, boolean tells, boolean placed) {}

  record Views(long total, List<double[]> curve) {}

  /** Totals of the evening. */
  record Engagement(long likes, long follows, long clicks, long exposures) {}

  /**
   * @param changed orders whose price the shop lowers before they are paid
   * @param corrected orders whose price is lowered after they are paid
   */
  record Orders(int placed, int paid, long gmvFen, int cancelled, int changed, int corrected) {}

  record Promotion(long fromFen, long offFen) {}

  /**
   * Products in front of the camera.
   *
   * @param skus the first sells best; or all of {@code enterprise}
   * @param weight share of the orders, against the weights of the others
   * @param soldOutAfterSeconds all of the stock is bought within this time; 0: it lasts
   */
  record Showing(
      int minute,
      @Nullable List<String> skus,
      @Nullable String enterprise,
      int weight,
      int soldOutAfterSeconds) {}

  /** Orders of something that no product master knows. */
  record Stranger(String sku, String name, long priceFen, int orders, int minute) {}

  record Giveaway(int minute, String platform, String name, int quantity) {}

  record Comments(int count, List<String> nicknames, List<String> texts, List<Said> said) {}

  record Said(int minute, String platform, String nickname, String text) {}

  /**
   * Numbers of orders; those of the same night are in full and cancelled too, the others come the
   * next day.
   */
  record Refunds(int sameNight, int full, int partial) {}

  /**
   * What goes wrong on the way.
   *
   * @param retries deliveries sent again with the same id
   * @param doubles paid orders reported again in another delivery
   * @param late order events that arrive 5 to 30 minutes late
   * @param swapped orders whose payment arrives before the order
   */
  record Mishaps(int retries, int doubles, int late, int swapped) {}
}

package org.guchang.replay;

/**
 * What the board shows when an evening has been played, to the unit. Money is before refunds but
 * for {@code refundFen}.
 *
 * @param orders paid
 * @param buyers distinct ones of paid orders, per platform
 * @param productsSold distinct products of the catalog in paid orders
 */
public record EveningTotals(
    long views,
    long placed,
    long orders,
    long gmvFen,
    long refundFen,
    long refunds,
    long cancelled,
    long units,
    long grams,
    long buyers,
    long likes,
    long follows,
    long clicks,
    long exposures,
    long comments,
    long giveaways,
    long unattributedFen,
    int productsSold) {}

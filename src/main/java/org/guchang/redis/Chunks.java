package org.guchang.redis;

/**
 * The chunks a session's figures are stored in, and the fields of each. A reader fetches only the
 * chunks that changed, so reading costs what changed and not what is stored.
 *
 * <p>A field of a row is {@code row|figure}, e.g. {@code douyin|gmvFen}; the figures are named as
 * on the wire.
 */
public final class Chunks {
  private Chunks() {}

  /** Hash: one field per figure of the session. */
  public static final String TOTALS = "totals";

  /** Hash: rows by platform. */
  public static final String PLATFORMS = "platforms";

  /** Hash: rows by sku. */
  public static final String PRODUCTS = "products";

  /** Hash: rows by minute of the hour; one chunk an hour since the epoch. */
  public static final String HOUR = "hour:";

  /** Lists, newest first. */
  public static final String TICKER = "ticker";

  public static final String COMMENTS = "comments";
  public static final String GIVEAWAYS = "giveaways";

  /** Totals: distinct paying buyers, distinct viewers. */
  public static final String BUYERS = "buyers";

  public static final String VIEWERS = "viewers";

  /** Every row: its figures, encoded. The totals have one row, {@link #ALL}. */
  public static final String SUMS = "sums";

  public static final String ALL = "all";

  /** Totals and minutes: the audience's state, encoded. */
  public static final String AUDIENCE = "audience";

  /** Products: the stock's state, encoded; what a partner called the product. */
  public static final String STOCK = "stock";

  public static final String NAME = "name";

  public static String hour(long minute) {
    return HOUR + Math.floorDiv(minute, 60);
  }

  /** Row of a minute within its hour. */
  public static String minuteRow(long minute) {
    return Integer.toString((int) Math.floorMod(minute, 60L));
  }

  public static String field(String row, String what) {
    return row + '|' + what;
  }

  /** Row of a field. */
  public static String row(String field) {
    return field.substring(0, field.lastIndexOf('|'));
  }

  /** What the field holds of its row. */
  public static String what(String field) {
    return field.substring(field.lastIndexOf('|') + 1);
  }
}

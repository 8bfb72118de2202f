package org.guchang.event;

/**
 * What is added up. {@link #key} is the name used in storage, on the wire and in the definitions.
 */
public enum Figure {
  /** 下单量: orders that exist. */
  PLACED("placed"),
  /** 支付订单: orders that were paid. */
  ORDERS("orders"),
  /** 支付成交额, fen: what was paid, before refunds. */
  GMV_FEN("gmvFen"),
  /** 退款额, fen. */
  REFUND_FEN("refundFen"),
  /** How many refunds. */
  REFUNDS("refunds"),
  /** How many orders were cancelled. */
  CANCELLED("cancelled"),
  /** 件数: units sold, before refunds. */
  UNITS("units"),
  /** Things given away to viewers (福利). */
  GIVEAWAYS("giveaways"),
  /** 待核: paid orders whose amount nobody has told yet. */
  PENDING("pending");

  private final String key;

  Figure(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}

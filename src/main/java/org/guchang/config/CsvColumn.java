package org.guchang.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wanted of a platform's order list (订单明细), by the catalog's name for it. */
public enum CsvColumn {
  /** The platform's number of the whole order. */
  ORDER_ID("orderId", "订单编号"),
  /** The platform's number of the part of an order that a row is about. */
  CHILD_ID("childId", "子订单编号"),
  STATUS("status", "订单状态"),
  CREATED_AT("createdAt", "下单时间"),
  PAID_AT("paidAt", "付款时间"),
  /** What was paid for the whole order, on one of its rows or on each. */
  AMOUNT("amount", "订单实付"),
  /** What was paid for the product of the row alone. */
  LINE_AMOUNT("lineAmount", "商品实付"),
  /** The seller's own number of the product, the product list's sku. */
  SKU("sku", "商家编码"),
  /** The platform's number of the product, where the seller has none. */
  PRODUCT_ID("productId", "商品ID"),
  PRODUCT("product", "商品名称"),
  QUANTITY("quantity", "数量"),
  /** What was given back of the whole order, on one of its rows or on each. */
  REFUND("refund", "退款金额"),
  /** What was given back for the product of the row alone. */
  LINE_REFUND("lineRefund", "商品退款"),
  REFUND_STATUS("refundStatus", "退款状态"),
  REFUNDED_AT("refundedAt", "退款时间"),
  /** Whatever tells two buyers apart; hashed where it is read. */
  BUYER("buyer", "买家");

  private static final Map<String, CsvColumn> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(CsvColumn::key, Function.identity()));

  private final String key;
  private final String title;

  CsvColumn(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** As the catalog names it. */
  public String key() {
    return key;
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  static @Nullable CsvColumn named(String key) {
    return BY_NAME.get(key);
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(CsvColumn::key).toList();
  }
}

package org.guchang.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a platform's word for the state of an order comes to. */
public enum CsvStatus {
  /** 待付款: it exists. */
  UNPAID,
  /** 待发货, 已发货, 交易成功…: it was paid, whatever came after. */
  PAID,
  /** 已关闭, 已取消: it was called off; what was paid before went back. */
  CLOSED,
  /** 已退款: it was paid and all of it went back. */
  REFUNDED;

  /** As the catalog names it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable CsvStatus named(String key) {
    return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst().orElse(null);
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(CsvStatus::key).toList();
  }
}

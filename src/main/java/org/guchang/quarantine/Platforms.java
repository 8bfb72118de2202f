package org.guchang.quarantine;

/** Whose persons a message of a format names, where its partner reports on several platforms. */
final class Platforms {
  private Platforms() {}

  static String ofFormat(String format) {
    return switch (format) {
      case "doudian", "douyin-open", "douyin-live" -> "douyin";
      case "weixin-shop" -> "weixin";
      case "tiktok-shop" -> "tiktok";
      default -> format;
    };
  }
}

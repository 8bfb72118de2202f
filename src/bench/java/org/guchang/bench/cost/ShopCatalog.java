package org.guchang.bench.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;

/** A catalog of one shop's evenings, and a partner of each format that is measured. */
final class ShopCatalog {
  static final String DOUYIN = "douyin";
  static final String SHOPIFY = "shopify";
  static final String SKU = "jc-001";

  /** The evening all orders are of; others went before it. */
  static final String SESSION = "evening-1";

  static final OffsetDateTime STARTS = OffsetDateTime.parse("2020-05-16T19:30:00+08:00");
  static final OffsetDateTime ENDS = STARTS.plusHours(2).plusMinutes(30);
  static final String APP_KEY = "7000000000000000001";
  static final String SECRET = "a secret that only benchmarks use";
  static final String SIGNING_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** Ids of the partners are their formats. */
  static final String NATIVE = "native";

  static final String DOUDIAN = "doudian";
  static final String CSV = "csv";

  private ShopCatalog() {}

  /** Writes it into a folder, with so many evenings. */
  static void write(Path folder, int evenings) throws IOException {
    StringBuilder sessions = new StringBuilder();
    for (int i = 1; i <= evenings; i++) {
      Duration ago = Duration.ofDays(i - 1L);
      sessions.append(
          """
            - {id: evening-%d, campaign: c, county: 交城县, title: t, startsAt: "%s", endsAt: "%s", platforms: [douyin, shopify]}
          """
              .formatted(i, STARTS.minus(ago), ENDS.minus(ago)));
    }
    Files.writeString(
        folder.resolve("catalog.yaml"),
        """
        platforms: [{id: douyin, name: 抖音}, {id: shopify, name: Shopify}]
        campaigns: [{id: c, title: t, startsOn: 2019-01-01, endsOn: 2020-05-19}]
        sessions:
        %s
        partners:
          - {id: native, format: native, secrets: [%2$s], sessions: ["*"], platforms: ["*"]}
          - {id: csv, format: csv, secrets: [%2$s], sessions: ["*"], platforms: [douyin]}
          - {id: doudian, format: doudian, appKey: "%3$s", appSecret: "%4$s", sessions: ["*"], platforms: [douyin]}
          - {id: shopify, format: shopify, secret: "%4$s", sessions: ["*"], platforms: [shopify]}
        """
            .formatted(sessions, SIGNING_SECRET, APP_KEY, SECRET)
            .replaceFirst("sessions:\\n\\s+-", "sessions:\n  -"));
    Files.writeString(folder.resolve("products.csv"), "sku,name,county\n" + SKU + ",交城骏枣,交城县\n");
  }
}

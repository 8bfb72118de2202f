package org.guchang.ingest.routing;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;

/** A campaign of evenings in May 2020 on one platform, and its clock. */
final class MayEvenings {
  static final String SHOP = "douyin";

  private MayEvenings() {}

  /**
   * Milliseconds since the epoch.
   *
   * @param time day, hour and minute, e.g. {@code 16T20:31}
   */
  static long at(String time) {
    return instant(time).toInstant().toEpochMilli();
  }

  private static OffsetDateTime instant(String time) {
    return OffsetDateTime.parse("2020-05-" + time + ":00+08:00");
  }

  /** From 20:00 to 22:00. */
  static Catalog.Session session(String id, int day) {
    return session(id, day, Map.of());
  }

  static Catalog.Session session(String id, int day, Map<String, List<String>> rooms) {
    return session(id, day + "T20:00", day + "T22:00", rooms);
  }

  static Catalog.Session session(
      String id, String from, String to, Map<String, List<String>> rooms) {
    return new Catalog.Session(
        id,
        "may",
        "交城县",
        id,
        null,
        instant(from),
        instant(to),
        List.of(SHOP),
        0,
        false,
        rooms,
        List.of());
  }

  static Catalog catalog(Map<String, Catalog.Partner> partners, Catalog.Session... sessions) {
    Map<String, Catalog.Session> byId = new LinkedHashMap<>();
    for (Catalog.Session session : sessions) {
      byId.put(session.id(), session);
    }
    return new Catalog(
        "digest",
        Map.of(SHOP, new Catalog.Platform(SHOP, "抖音")),
        Map.of(
            "may",
            new Catalog.Campaign(
                "may", "嗨购", LocalDate.parse("2020-05-15"), LocalDate.parse("2020-05-19"), 0)),
        byId,
        partners,
        Map.of(),
        Map.of());
  }
}

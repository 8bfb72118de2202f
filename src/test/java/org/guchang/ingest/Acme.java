package org.guchang.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Reporter;

/**
 * A catalog with the partner {@code acme}, who may report one of two sessions and two of three
 * platforms.
 */
public final class Acme {
  public static final String PARTNER = "acme";
  public static final String SESSION = "jiaocheng-0516";
  public static final String OTHERS_SESSION = "wenshui-0516";
  public static final String PRIVACY_KEY = "a key for tests";

  /** Both are active: a rotation is under way. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  public static final String NEXT_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  /** Twenty minutes after the sale has ended, milliseconds. */
  public static final long NOW =
      OffsetDateTime.parse("2020-05-16T22:20:00+08:00").toInstant().toEpochMilli();

  private Acme() {}

  public static Catalog catalog() {
    return new Catalog(
        "digest",
        byId(
            Catalog.Platform::id,
            new Catalog.Platform("douyin", "抖音"),
            new Catalog.Platform("kuaishou", "快手"),
            new Catalog.Platform("taobao", "淘宝")),
        byId(
            Catalog.Campaign::id,
            new Catalog.Campaign(
                "lvliang-2020",
                "嗨购吕梁",
                LocalDate.parse("2020-05-15"),
                LocalDate.parse("2020-05-19"),
                0)),
        byId(Catalog.Session::id, session(SESSION, "交城县"), session(OTHERS_SESSION, "文水县")),
        byId(
            Catalog.Partner::id,
            new Catalog.Partner(
                PARTNER,
                "native",
                List.of(SECRET, NEXT_SECRET),
                List.of(SESSION),
                List.of("douyin", "kuaishou")),
            new Catalog.Partner(
                "everything", "native", List.of(SECRET), List.of("*"), List.of("*"))),
        Map.of(),
        Map.of());
  }

  public static Settings settings() {
    return settings(new Settings.Limits(64 * 1024, 100, 300, 10_000, 500, 2_000));
  }

  public static Settings settings(Settings.Limits limits) {
    Settings.Door anyPort = new Settings.Door("127.0.0.1", 0);
    return new Settings(
        anyPort,
        anyPort,
        anyPort,
        Settings.Tls.NONE,
        new Settings.Redis(null, "test"),
        Path.of("target"),
        null,
        new Settings.Durability.EverySecond(),
        limits,
        new Settings.Board(5, 30, 1_000),
        new Settings.Privacy(PRIVACY_KEY, 180),
        new Settings.Routing(30, 120),
        new Settings.Quarantine(100, 1_000_000),
        Settings.Watch.USUAL,
        Settings.Access.USUAL,
        Settings.Log.USUAL,
        ZoneId.of("Asia/Shanghai"));
  }

  /** The partner's report as the formats see it, at {@link #NOW}. */
  public static Reporter reporter() {
    Catalog catalog = catalog();
    Catalog.Partner acme = catalog.partners().get(PARTNER);
    if (acme == null) {
      throw new IllegalStateException("acme is in its own catalog");
    }
    return new Reporter(acme, catalog, NOW);
  }

  private static Catalog.Session session(String id, String county) {
    return new Catalog.Session(
        id,
        "lvliang-2020",
        county,
        county + "县长直播间",
        "县长",
        OffsetDateTime.parse("2020-05-16T19:30:00+08:00"),
        OffsetDateTime.parse("2020-05-16T22:00:00+08:00"),
        List.of("douyin", "kuaishou"),
        0,
        false);
  }

  @SafeVarargs
  private static <T> Map<String, T> byId(Function<T, String> id, T... all) {
    Map<String, T> map = new LinkedHashMap<>();
    for (T one : all) {
      map.put(id.apply(one), one);
    }
    return map;
  }
}

package org.guchang.board;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.guchang.board.SessionFigures.Comment;
import org.guchang.board.SessionFigures.Giveaway;
import org.guchang.board.SessionFigures.HourFigures;
import org.guchang.board.SessionFigures.MinuteAudience;
import org.guchang.board.SessionFigures.MinuteFigures;
import org.guchang.board.SessionFigures.OrderSums;
import org.guchang.board.SessionFigures.PlatformFigures;
import org.guchang.board.SessionFigures.ProductFigures;
import org.guchang.board.SessionFigures.Sale;
import org.guchang.board.SessionFigures.Totals;
import org.guchang.config.Catalog;
import org.jspecify.annotations.Nullable;

/** Builds the figures of one session as the store would add them up, order by order. */
public final class Figures {
  public static final OffsetDateTime START = OffsetDateTime.parse("2020-05-16T19:30:00+08:00");
  public static final long START_MINUTE = START.toEpochSecond() / 60;
  public static final long START_MILLIS = START.toInstant().toEpochMilli();

  private final String session;
  private String epoch = "e1";
  private long version;
  private OrderSums sums = OrderSums.ZERO;
  private long startedAt = -1;
  private long endedAt = -1;
  private long peakOnline = -1;
  private final Map<String, PlatformFigures> platforms = new LinkedHashMap<>();
  private final Map<String, ProductFigures> products = new LinkedHashMap<>();
  private final TreeMap<Long, HourFigures> hours = new TreeMap<>();
  private final List<Sale> ticker = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<Giveaway> giveaways = new ArrayList<>();

  public Figures(String session) {
    this.session = session;
  }

  public Figures epoch(String another) {
    epoch = another;
    return this;
  }

  /** One paid order of one product, refunded in part in the same minute. */
  public Figures order(
      long minute, String platform, String sku, long units, long gmvFen, long refundFen) {
    version++;
    OrderSums one = new OrderSums(1, 1, gmvFen, refundFen, refundFen > 0 ? 1 : 0, 0, units, 0);
    sums = plus(sums, one);
    PlatformFigures of = platforms.getOrDefault(platform, nothing());
    platforms.put(
        platform,
        new PlatformFigures(
            plus(of.sums(), one),
            of.online(),
            of.onlineReceivedAt(),
            of.views(),
            of.likes(),
            of.follows(),
            of.comments(),
            of.clicks(),
            of.exposures(),
            minute * 60_000,
            minute * 60_000 + 500));
    ProductFigures product =
        products.getOrDefault(sku, new ProductFigures("called " + sku, 0, 0, 0, 0, -1, -1));
    products.put(
        sku,
        new ProductFigures(
            product.name(),
            product.gmvFen() + gmvFen,
            product.refundFen() + refundFen,
            product.orders() + 1,
            product.units() + units,
            product.remaining(),
            product.shownAt()));
    MinuteFigures at = minute(minute);
    put(
        minute,
        new MinuteFigures(
            at.gmvFen() + gmvFen, at.refundFen() + refundFen, at.orders() + 1, at.audience()));
    ticker.add(0, new Sale("o" + version, minute * 60_000, platform, sku, null, units, gmvFen));
    return this;
  }

  /** What a platform says in a minute; -1 where it says nothing. */
  public Figures audience(
      long minute, String platform, long entered, long left, long online, long views) {
    version++;
    PlatformFigures of = platforms.getOrDefault(platform, nothing());
    platforms.put(
        platform,
        new PlatformFigures(
            of.sums(),
            online,
            minute * 60_000,
            views,
            of.likes(),
            of.follows(),
            of.comments(),
            of.clicks(),
            of.exposures(),
            minute * 60_000,
            minute * 60_000));
    peakOnline = Math.max(peakOnline, online);
    MinuteFigures at = minute(minute);
    Map<String, MinuteAudience> audience = new HashMap<>(at.audience());
    audience.put(platform, new MinuteAudience(entered, left, online, views));
    put(minute, new MinuteFigures(at.gmvFen(), at.refundFen(), at.orders(), audience));
    return this;
  }

  public Figures stocked(String sku, long remaining) {
    version++;
    ProductFigures of = products.getOrDefault(sku, new ProductFigures(null, 0, 0, 0, 0, -1, -1));
    products.put(
        sku,
        new ProductFigures(
            of.name(),
            of.gmvFen(),
            of.refundFen(),
            of.orders(),
            of.units(),
            remaining,
            of.shownAt()));
    return this;
  }

  public Figures shown(String sku, long at) {
    version++;
    ProductFigures of = products.getOrDefault(sku, new ProductFigures(null, 0, 0, 0, 0, -1, -1));
    products.put(
        sku,
        new ProductFigures(
            of.name(), of.gmvFen(), of.refundFen(), of.orders(), of.units(), of.remaining(), at));
    return this;
  }

  public Figures comment(String id, long at, String text) {
    version++;
    comments.add(0, new Comment(id, at, "douyin", "看***", text));
    return this;
  }

  public Figures given(long at, String name, long quantity) {
    version++;
    giveaways.add(0, new Giveaway("g" + version, at, "douyin", name, quantity));
    return this;
  }

  public Figures hide(String comment) {
    hidden.add(comment);
    return this;
  }

  public Figures started(long at) {
    version++;
    startedAt = at;
    return this;
  }

  public Figures ended(long at) {
    version++;
    endedAt = at;
    return this;
  }

  public SessionFigures done() {
    return new SessionFigures(
        session,
        version == 0 ? "" : epoch,
        version,
        new Totals(sums, sums.orders(), -1, giveaways.size(), peakOnline, startedAt, endedAt),
        Map.copyOf(platforms),
        Map.copyOf(products),
        new TreeMap<>(hours),
        newest(ticker),
        List.copyOf(comments),
        Set.copyOf(hidden),
        List.copyOf(giveaways));
  }

  public static PlatformFigures nothing() {
    return new PlatformFigures(OrderSums.ZERO, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  }

  public static Catalog catalog(String digest, String... sessions) {
    Map<String, Catalog.Session> all = new LinkedHashMap<>();
    for (String id : sessions) {
      String county = id.startsWith("w") ? "文水县" : "交城县";
      all.put(
          id,
          new Catalog.Session(
              id,
              "c",
              county,
              "直播间 " + id,
              "县长",
              START,
              START.plusMinutes(150),
              List.of("douyin", "kuaishou"),
              0,
              false));
    }
    Map<String, Catalog.County> counties = new LinkedHashMap<>();
    counties.put("交城县", new Catalog.County("交城县", new Catalog.Tile(2, 3)));
    counties.put("文水县", new Catalog.County("文水县", new Catalog.Tile(3, 3)));
    counties.put("岚县", new Catalog.County("岚县", null));
    Map<String, Catalog.Product> products = new LinkedHashMap<>();
    products.put("p0", product("p0", "骏枣", "甲社", "夏家营镇", "交城山", 500, 40));
    products.put("p1", product("p1", "小米", "甲社", "夏家营镇", "", 2_500, 60));
    products.put("p2", product("p2", "沙棘汁", "乙厂", "西社镇", "交城山", 0, 7));
    return new Catalog(
        digest,
        Map.of(
            "douyin", new Catalog.Platform("douyin", "抖音"),
            "kuaishou", new Catalog.Platform("kuaishou", "快手")),
        Map.of(
            "c",
            new Catalog.Campaign(
                "c", "嗨购", LocalDate.of(2020, 5, 15), LocalDate.of(2020, 5, 19), 200_000_000)),
        all,
        Map.of(),
        counties,
        products);
  }

  private static Catalog.Product product(
      String sku,
      String name,
      String enterprise,
      String town,
      String brand,
      long grams,
      long homes) {
    return new Catalog.Product(
        sku, name, enterprise, "交城县", town, "", brand, "袋", grams, 1_000, 0, false, homes);
  }

  private MinuteFigures minute(long minute) {
    HourFigures hour = hours.get(Math.floorDiv(minute, 60L));
    MinuteFigures known =
        hour == null ? null : hour.minutes().get((int) Math.floorMod(minute, 60L));
    return known == null ? new MinuteFigures(0, 0, 0, Map.of()) : known;
  }

  /** A changed hour is another object, the others stay the same, as the reader promises. */
  private void put(long minute, MinuteFigures figures) {
    long hour = Math.floorDiv(minute, 60L);
    @Nullable HourFigures known = hours.get(hour);
    NavigableMap<Integer, MinuteFigures> minutes =
        known == null ? new TreeMap<>() : new TreeMap<>(known.minutes());
    minutes.put((int) Math.floorMod(minute, 60L), figures);
    hours.put(hour, new HourFigures(minutes));
  }

  private static OrderSums plus(OrderSums a, OrderSums b) {
    return new OrderSums(
        a.placed() + b.placed(),
        a.orders() + b.orders(),
        a.gmvFen() + b.gmvFen(),
        a.refundFen() + b.refundFen(),
        a.refunds() + b.refunds(),
        a.cancelled() + b.cancelled(),
        a.units() + b.units(),
        a.pending() + b.pending());
  }

  private static <T> List<T> newest(List<T> all) {
    return List.copyOf(all.subList(0, Math.min(20, all.size())));
  }
}

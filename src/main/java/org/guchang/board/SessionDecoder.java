package org.guchang.board;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
import org.guchang.event.AudienceState;
import org.guchang.event.Figure;
import org.guchang.event.MinuteAudienceState;
import org.guchang.event.PlatformAudience;
import org.guchang.event.Sums;
import org.guchang.ledger.codec.AudienceCodec;
import org.guchang.ledger.codec.ByteReader;
import org.guchang.ledger.codec.Row;
import org.guchang.redis.Chunks;
import org.guchang.redis.SessionStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes figures of what is stored: of the chunks that changed, and of the figures before for the
 * rest. Pure.
 */
final class SessionDecoder {
  private static final OrderSums NO_ORDERS = OrderSums.ZERO;

  /** Sales on a screen. */
  private static final int MOST_SHOWN = 20;

  /** More than are shown, since some are held back. */
  private static final int MOST_COMMENTS = 60;

  private static final int MOST_GIVEAWAYS = 100;

  private SessionDecoder() {}

  /** A session nobody has reported anything on. */
  static SessionFigures empty(String session) {
    Totals totals =
        new Totals(NO_ORDERS, 0, 0, 0, 0, SessionFigures.UNKNOWN, SessionFigures.UNKNOWN);
    return new SessionFigures(
        session,
        "",
        0,
        totals,
        Map.of(),
        Map.of(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        Set.of(),
        List.of());
  }

  /**
   * The figures after what changed.
   *
   * @param known figures of the same epoch that the chunks change, or those of {@link #empty}
   */
  static SessionFigures decode(SessionFigures known, SessionStore.Stored stored) {
    Map<String, List<byte[]>> changed = new HashMap<>();
    NavigableMap<Long, HourFigures> hours = known.hours();
    for (SessionStore.Chunk chunk : stored.chunks()) {
      if (chunk.name().startsWith(Chunks.HOUR)) {
        hours = hours == known.hours() ? new TreeMap<>(hours) : hours;
        hours.put(
            Long.parseLong(chunk.name().substring(Chunks.HOUR.length())), hour(chunk.content()));
      } else {
        changed.put(chunk.name(), chunk.content());
      }
    }
    AudienceState audience = AudienceState.NONE;
    Totals totals = known.totals();
    List<byte[]> totalsContent = changed.get(Chunks.TOTALS);
    if (totalsContent != null) {
      Map<String, byte[]> fields = fields(totalsContent);
      audience = audience(fields);
      totals = totals(fields, audience);
    }
    List<byte[]> platforms = changed.get(Chunks.PLATFORMS);
    return new SessionFigures(
        known.session(),
        stored.epoch(),
        stored.version(),
        totals,
        platforms != null ? platforms(platforms, audience) : known.platforms(),
        changedOr(changed.get(Chunks.PRODUCTS), SessionDecoder::products, known.products()),
        hours,
        changedOr(changed.get(Chunks.TICKER), SessionDecoder::ticker, known.ticker()),
        changedOr(changed.get(Chunks.COMMENTS), SessionDecoder::comments, known.comments()),
        hidden(stored.hidden(), known.hidden()),
        changedOr(changed.get(Chunks.GIVEAWAYS), SessionDecoder::giveaways, known.giveaways()));
  }

  private static Set<String> hidden(Set<String> stored, Set<String> known) {
    return stored.equals(known) ? known : stored;
  }

  private static <T> T changedOr(
      @Nullable List<byte[]> content, Function<List<byte[]>, T> decode, T known) {
    return content != null ? decode.apply(content) : known;
  }

  private static AudienceState audience(Map<String, byte[]> totals) {
    byte[] encoded = totals.get(Chunks.AUDIENCE);
    return encoded != null ? AudienceCodec.decodeAudience(encoded) : AudienceState.NONE;
  }

  private static Totals totals(Map<String, byte[]> fields, AudienceState audience) {
    Row row = row(fields.get(Chunks.field(Chunks.ALL, Chunks.SUMS)));
    return new Totals(
        sums(row),
        number(fields, Chunks.BUYERS),
        number(fields, Chunks.VIEWERS),
        row.sums().get(Figure.GIVEAWAYS),
        audience.peakOnline(),
        time(row.first()),
        time(row.second()));
  }

  /** Every commit touches totals and platforms, so the audience kept with the totals is at hand. */
  private static Map<String, PlatformFigures> platforms(
      List<byte[]> content, AudienceState audience) {
    Map<String, PlatformFigures> platforms = new HashMap<>();
    rows(content)
        .forEach(
            (platform, fields) -> {
              Row row = row(fields.get(Chunks.SUMS));
              platforms.put(
                  platform,
                  figures(
                      sums(row),
                      audience.platforms().get(platform),
                      time(row.first()),
                      time(row.second())));
            });
    return Map.copyOf(platforms);
  }

  private static PlatformFigures figures(
      OrderSums sums, @Nullable PlatformAudience audience, long lastEventAt, long receivedAt) {
    long unknown = SessionFigures.UNKNOWN;
    if (audience == null) {
      return new PlatformFigures(
          sums,
          unknown,
          unknown,
          unknown,
          unknown,
          unknown,
          unknown,
          unknown,
          unknown,
          lastEventAt,
          receivedAt);
    }
    return new PlatformFigures(
        sums,
        audience.online(),
        audience.onlineReceivedAt(),
        audience.views(),
        audience.likes(),
        audience.follows(),
        audience.comments(),
        audience.clicks(),
        audience.exposures(),
        lastEventAt,
        receivedAt);
  }

  private static Map<String, ProductFigures> products(List<byte[]> content) {
    Map<String, ProductFigures> products = new HashMap<>();
    rows(content)
        .forEach(
            (sku, fields) -> {
              Row row = row(fields.get(Chunks.SUMS));
              Sums sums = row.sums();
              byte[] stock = fields.get(Chunks.STOCK);
              byte[] name = fields.get(Chunks.NAME);
              products.put(
                  sku,
                  new ProductFigures(
                      name != null ? text(name) : null,
                      sums.get(Figure.GMV_FEN),
                      sums.get(Figure.REFUND_FEN),
                      sums.get(Figure.ORDERS),
                      sums.get(Figure.UNITS),
                      stock != null
                          ? AudienceCodec.decodeStock(stock).remaining()
                          : SessionFigures.UNKNOWN,
                      row.first() != 0 ? Row.early(row.first()) : SessionFigures.UNKNOWN));
            });
    return Map.copyOf(products);
  }

  private static HourFigures hour(List<byte[]> content) {
    NavigableMap<Integer, MinuteFigures> minutes = new TreeMap<>();
    rows(content)
        .forEach(
            (minute, fields) -> {
              Sums sums = row(fields.get(Chunks.SUMS)).sums();
              minutes.put(
                  Integer.valueOf(minute),
                  new MinuteFigures(
                      sums.get(Figure.GMV_FEN),
                      sums.get(Figure.REFUND_FEN),
                      sums.get(Figure.ORDERS),
                      minuteAudience(fields.get(Chunks.AUDIENCE))));
            });
    return new HourFigures(minutes);
  }

  private static Map<String, MinuteAudience> minuteAudience(byte @Nullable [] encoded) {
    if (encoded == null) {
      return Map.of();
    }
    Map<String, MinuteAudience> audience = new HashMap<>();
    MinuteAudienceState state = AudienceCodec.decodeMinute(encoded);
    state
        .platforms()
        .forEach(
            (platform, part) ->
                audience.put(
                    platform,
                    new MinuteAudience(part.entered(), part.left(), part.online(), part.views())));
    return Map.copyOf(audience);
  }

  private static List<Sale> ticker(List<byte[]> content) {
    return newest(content, MOST_SHOWN, SessionDecoder::sale);
  }

  private static Sale sale(ByteReader in) {
    String id = Long.toHexString(in.digest());
    long at = in.time();
    String platform = in.text();
    String sku = in.text();
    String name = in.text();
    return new Sale(id, at, platform, sku, name.isEmpty() ? null : name, in.number(), in.number());
  }

  private static List<Comment> comments(List<byte[]> content) {
    return newest(
        content,
        MOST_COMMENTS,
        in ->
            new Comment(Long.toHexString(in.digest()), in.time(), in.text(), in.text(), in.text()));
  }

  private static List<Giveaway> giveaways(List<byte[]> content) {
    return newest(
        content,
        MOST_GIVEAWAYS,
        in ->
            new Giveaway(
                Long.toHexString(in.digest()), in.time(), in.text(), in.text(), in.number()));
  }

  /** The items are those of one commit each, newest first; within an item the newest comes last. */
  private static <T> List<T> newest(
      List<byte[]> content, int most, Function<ByteReader, T> decoder) {
    List<T> newest = new ArrayList<>();
    for (byte[] item : content) {
      ByteReader in = new ByteReader(item);
      int newer = newest.size();
      while (in.hasMore()) {
        newest.add(newer, decoder.apply(in));
      }
    }
    return List.copyOf(newest.subList(0, Math.min(most, newest.size())));
  }

  private static OrderSums sums(Row row) {
    Sums sums = row.sums();
    return new OrderSums(
        sums.get(Figure.PLACED),
        sums.get(Figure.ORDERS),
        sums.get(Figure.GMV_FEN),
        sums.get(Figure.REFUND_FEN),
        sums.get(Figure.REFUNDS),
        sums.get(Figure.CANCELLED),
        sums.get(Figure.UNITS),
        sums.get(Figure.PENDING));
  }

  private static Row row(byte @Nullable [] encoded) {
    return encoded != null ? Row.decode(encoded) : new Row(new Sums(), 0, 0);
  }

  private static long time(long stored) {
    return stored != 0 ? stored : SessionFigures.UNKNOWN;
  }

  private static Map<String, byte[]> fields(List<byte[]> content) {
    Map<String, byte[]> fields = new HashMap<>();
    for (int i = 0; i < content.size(); i += 2) {
      fields.put(text(content.get(i)), content.get(i + 1));
    }
    return fields;
  }

  private static Map<String, Map<String, byte[]>> rows(List<byte[]> content) {
    Map<String, Map<String, byte[]>> rows = new HashMap<>();
    for (int i = 0; i < content.size(); i += 2) {
      String field = text(content.get(i));
      rows.computeIfAbsent(Chunks.row(field), row -> new HashMap<>())
          .put(Chunks.what(field), content.get(i + 1));
    }
    return rows;
  }

  private static long number(Map<String, byte[]> fields, String field) {
    byte[] value = fields.get(field);
    return value != null ? Long.parseLong(new String(value, StandardCharsets.ISO_8859_1)) : 0;
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}

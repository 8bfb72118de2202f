package org.guchang.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.event.Figure;
import org.guchang.event.Sums;
import org.guchang.redis.Chunks;
import org.guchang.redis.Keys;

/**
 * Lays a fold out as the keys and arguments of {@code commit_facts.lua}; its head says in which
 * order.
 */
final class CommitRequest {
  /**
   * How long ids of deliveries and events are remembered at least: one period, twice that at most.
   */
  static final long PERIOD_MILLIS = 4L * 24 * 60 * 60 * 1000;

  private static final String KEEP_SECONDS = Long.toString(2 * PERIOD_MILLIS / 1000);

  /** Each bucket of seen ids stays small enough for Redis to keep it as plain numbers. */
  private static final int BUCKETS = 512;

  private static final int FIRST_CHUNK_KEY = 10;
  private static final int ORDERS_KEY = 2;

  /** Most sales of one commit that can ever be seen on a ticker, and likewise comments. */
  private static final int SHOWN = 20;

  private static final Figure[] OF_PLATFORM = Figure.values();
  private static final Figure[] OF_PRODUCT = {
    Figure.GMV_FEN, Figure.REFUND_FEN, Figure.ORDERS, Figure.UNITS
  };
  private static final Figure[] OF_MINUTE = {Figure.GMV_FEN, Figure.REFUND_FEN, Figure.ORDERS};

  private final Keys.OfSession keys;
  private final Map<String, Integer> chunkKeys = new LinkedHashMap<>();
  private final Section deliveries = new Section();
  private final Section seen = new Section();
  private final Section cells = new Section();
  private final Section bounds = new Section();
  private final Section sums = new Section();
  private final Section greatest = new Section();
  private final Section firsts = new Section();
  private final Section buyers = new Section();
  private final Section viewers = new Section();
  private final Section ticker = new Section();
  private final Section comments = new Section();
  private final Section giveaways = new Section();

  /** What decides about a bounded sum, in the order of {@code bounds}. */
  final List<String> boundFields = new ArrayList<>();

  final List<Long> seenDigests = new ArrayList<>();
  final List<CommitDraft.Change> changes;

  private CommitRequest(Keys.OfSession keys, List<CommitDraft.Change> changes) {
    this.keys = keys;
    this.changes = changes;
    chunk(Chunks.TOTALS);
  }

  static CommitRequest of(
      Keys.OfSession keys, List<SessionPart> parts, CommitDraft draft, SessionFold fold) {
    CommitRequest request = new CommitRequest(keys, draft.changes());
    request.addDeliveries(parts);
    request.addSeen(fold);
    request.addCells();
    request.addSums(fold);
    request.addShown(fold);
    return request;
  }

  private void addDeliveries(List<SessionPart> parts) {
    for (SessionPart part : parts) {
      if (part.claimsDelivery) {
        Delivery delivery = part.delivery;
        deliveries.item(bucket(delivery.id()), text(delivery.id()), text(delivery.body()));
      }
    }
  }

  private void addSeen(SessionFold fold) {
    for (long digest : fold.seen()) {
      seenDigests.add(digest);
      seen.item(bucket(digest), text(digest));
    }
    for (long viewer : fold.viewers()) {
      viewers.item(bucket(viewer), text(viewer));
    }
  }

  private void addCells() {
    for (CommitDraft.Change change : changes) {
      String chunk = change.cell().chunk();
      byte[] key = text(chunk.equals(Cell.ORDERS) ? ORDERS_KEY : chunk(chunk));
      cells.item(key, change.cell().field(), change.expected(), change.becomes());
    }
  }

  private void addSums(SessionFold fold) {
    Sums totals = fold.deltas().totals();
    byte[] totalsKey = text(chunk(Chunks.TOTALS));
    for (Figure figure : OF_PLATFORM) {
      sum(totalsKey, figure.key(), totals.get(figure));
    }
    sum(totalsKey, Chunks.GIVEN, fold.given());
    bound(totalsKey, Figure.GMV_FEN.key(), totals.get(Figure.GMV_FEN));
    bound(totalsKey, Figure.UNITS.key(), totals.get(Figure.UNITS));
    bound(totalsKey, Chunks.GIVEN, fold.given());
    fold.deltas()
        .platforms()
        .forEach((platform, row) -> row(Chunks.PLATFORMS, platform, row, OF_PLATFORM));
    fold.deltas().products().forEach((sku, row) -> row(Chunks.PRODUCTS, sku, row, OF_PRODUCT));
    fold.deltas()
        .minutes()
        .forEach(
            (minute, row) -> row(Chunks.hour(minute), Chunks.minuteRow(minute), row, OF_MINUTE));
    fold.deltas()
        .buyers()
        .forEach(
            (buyer, orders) -> {
              if (orders != 0) {
                buyers.item(bytes(buyer), text(orders));
              }
            });
    fold.started().forEach((field, at) -> greatest.item(totalsKey, utf8(field), text(at)));
    fold.heard()
        .forEach(
            (platform, times) -> {
              byte[] key = text(chunk(Chunks.PLATFORMS));
              greatest.item(
                  key, utf8(Chunks.field(platform, Chunks.LAST_EVENT_AT)), text(times[0]));
              greatest.item(key, utf8(Chunks.field(platform, Chunks.RECEIVED_AT)), text(times[1]));
            });
    fold.names()
        .forEach(
            (sku, name) ->
                firsts.item(
                    text(chunk(Chunks.PRODUCTS)),
                    utf8(Chunks.field(sku, Chunks.NAME)),
                    utf8(name)));
  }

  private void addShown(SessionFold fold) {
    last(fold.sales(), SHOWN).forEach(sale -> ticker.item(ShownCodec.encode(sale)));
    last(fold.comments(), SHOWN).forEach(comment -> comments.item(ShownCodec.encode(comment)));
    fold.giveaways().forEach(giveaway -> giveaways.item(ShownCodec.encode(giveaway)));
    if (!ticker.isEmpty()) {
      chunk(Chunks.TICKER);
    }
    if (!comments.isEmpty()) {
      chunk(Chunks.COMMENTS);
    }
    if (!giveaways.isEmpty()) {
      chunk(Chunks.GIVEAWAYS);
    }
  }

  private static <T> List<T> last(List<T> list, int most) {
    return list.subList(Math.max(0, list.size() - most), list.size());
  }

  private void row(String chunk, String row, Sums sums, Figure[] figures) {
    byte[] key = text(chunk(chunk));
    for (Figure figure : figures) {
      sum(key, Chunks.field(row, figure.key()), sums.get(figure));
    }
  }

  private void sum(byte[] key, String field, long increment) {
    if (increment != 0) {
      sums.item(key, utf8(field), text(increment));
    }
  }

  private void bound(byte[] key, String field, long increment) {
    if (increment > 0) {
      boundFields.add(field);
      bounds.item(key, utf8(field), text(increment), text(SessionFold.MAX_SUM));
    }
  }

  /** Index of the chunk's key, as the script counts. */
  private int chunk(String chunk) {
    return chunkKeys.computeIfAbsent(chunk, c -> FIRST_CHUNK_KEY + chunkKeys.size());
  }

  List<byte[]> keys() {
    List<byte[]> all = new ArrayList<>(FIRST_CHUNK_KEY + chunkKeys.size());
    for (String key :
        List.of(
            keys.head(),
            keys.orders(),
            keys.buyers(),
            keys.viewers(),
            keys.seen(),
            keys.ledger(),
            keys.chunk(Chunks.TICKER),
            keys.chunk(Chunks.COMMENTS),
            keys.chunk(Chunks.GIVEAWAYS))) {
      all.add(utf8(key));
    }
    chunkKeys.keySet().forEach(chunk -> all.add(utf8(keys.chunk(chunk))));
    return all;
  }

  /**
   * The arguments.
   *
   * @param entry the encoded ledger entry; empty when no event was accepted
   */
  List<byte[]> arguments(String epoch, String channel, String session, long now, byte[] entry) {
    List<byte[]> all = new ArrayList<>();
    all.add(utf8(epoch));
    all.add(utf8(channel));
    all.add(utf8(session));
    all.add(text(Math.floorDiv(now, PERIOD_MILLIS)));
    all.add(utf8(KEEP_SECONDS));
    all.add(entry);
    Section chunks = new Section();
    chunkKeys.keySet().forEach(chunk -> chunks.item(utf8(chunk)));
    for (Section section :
        List.of(
            chunks,
            deliveries,
            seen,
            cells,
            bounds,
            sums,
            greatest,
            firsts,
            buyers,
            viewers,
            ticker,
            comments,
            giveaways)) {
      section.addTo(all);
    }
    return all;
  }

  private static byte[] bucket(long digest) {
    return text(digest & (BUCKETS - 1));
  }

  private static byte[] bytes(long value) {
    return java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static byte[] text(long value) {
    return Long.toString(value).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A list of items, preceded by their number. */
  private static final class Section {
    private final List<byte[]> items = new ArrayList<>();
    private int count;

    void item(byte[]... parts) {
      items.addAll(List.of(parts));
      count++;
    }

    boolean isEmpty() {
      return count == 0;
    }

    void addTo(List<byte[]> arguments) {
      arguments.add(text(count));
      arguments.addAll(items);
    }
  }
}

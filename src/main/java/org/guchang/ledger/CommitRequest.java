package org.guchang.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.event.Deltas;
import org.guchang.event.Figure;
import org.guchang.event.Sums;
import org.guchang.ledger.CommitDraft.Change;
import org.guchang.ledger.codec.Row;
import org.guchang.redis.Chunks;
import org.guchang.redis.Keys;

/**
 * Lays a fold out as the keys and arguments of {@code commit_facts.lua}; its head says in which
 * order.
 */
final class CommitRequest {
  private static final int ORDERS_KEY = 2;
  private static final int FIRST_CHUNK_KEY = 10;

  private static final Sums NOTHING = new Sums();
  private static final long[] NO_TIMES = {SessionFold.NEVER, SessionFold.NEVER};

  /** Most sales of one commit that can ever be seen on a ticker, and likewise comments. */
  private static final int SHOWN = 20;

  /** Sums that a screen must be able to show; the others are smaller. */
  private static final Figure[] BOUNDED = {Figure.GMV_FEN, Figure.UNITS, Figure.GIVEAWAYS};

  private final Keys.OfSession keys;
  private final SeenIds seenIds;
  private final Map<String, Integer> chunkKeys = new LinkedHashMap<>();
  private final Section deliveries = new Section();
  private final Section seen = new Section();
  private final Section bounds = new Section();
  private final Section viewers = new Section();
  private final Section firsts = new Section();
  private final Section ticker = new Section();
  private final Section comments = new Section();
  private final Section giveaways = new Section();
  private final FieldGroups newCells = new FieldGroups(2);
  private final FieldGroups knownCells = new FieldGroups(3);
  private final FieldGroups rows = new FieldGroups(3);
  private final Map<String, List<RowChange>> rowsByChunk = new LinkedHashMap<>();
  private final List<byte[]> buyers = new ArrayList<>();
  private final List<byte[]> buyerIncrements = new ArrayList<>();

  // What the numbers of a reply mean, in the order of the request.
  final List<String> boundFields = new ArrayList<>();
  final List<Long> seenDigests = new ArrayList<>();
  final List<String> newNames = new ArrayList<>();
  final List<Change> newChanges = new ArrayList<>();
  final List<Change> knownChanges = new ArrayList<>();
  final List<RowChange> rowChanges = new ArrayList<>();

  /**
   * A row of figures as a commit moves it.
   *
   * @param key by which its contents are guessed
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record RowChange(String key, byte[] field, byte[] expected, byte[] becomes) {}

  private CommitRequest(Keys.OfSession keys, SeenIds seenIds) {
    this.keys = keys;
    this.seenIds = seenIds;
    chunk(Chunks.TOTALS);
  }

  /** What the script is to do when everything is as expected. */
  enum Mode {
    COMMIT("commit"),
    /** Nothing. */
    FORESEE("foresee");

    private final String word;

    Mode(String word) {
      this.word = word;
    }
  }

  static CommitRequest of(
      Keys.OfSession keys,
      SeenIds seenIds,
      List<SessionPart> parts,
      CommitDraft draft,
      SessionFold fold,
      Guesses<String> stored,
      Set<String> named) {
    CommitRequest request = new CommitRequest(keys, seenIds);
    request.addIds(parts, fold);
    request.addCells(draft.changes());
    request.addRows(fold, stored);
    request.addBounds(fold);
    request.addNames(fold, named);
    request.addPeople(fold);
    request.addShown(fold);
    return request;
  }

  private void addIds(List<SessionPart> parts, SessionFold fold) {
    for (SessionPart part : parts) {
      if (part.claimsDelivery) {
        Delivery delivery = part.delivery;
        deliveries.item(seenIds.bucket(delivery.id()), text(delivery.id()), text(delivery.body()));
      }
    }
    for (long digest : fold.seen()) {
      seenDigests.add(digest);
      seen.item(seenIds.bucket(digest), text(digest));
    }
  }

  private void addCells(List<Change> changes) {
    // The script numbers cells group by group; so do these lists.
    Map<String, List<Change>> byChunk = new LinkedHashMap<>();
    for (Change change : changes) {
      byChunk.computeIfAbsent(change.cell().chunk(), chunk -> new ArrayList<>()).add(change);
    }
    byChunk.forEach(
        (chunk, ofChunk) -> {
          int key = chunk.equals(Cell.ORDERS) ? ORDERS_KEY : chunk(chunk);
          for (Change change : ofChunk) {
            if (change.expected().length > 0) {
              knownChanges.add(change);
              knownCells.add(key, change.cell().field(), change.expected(), change.becomes());
            } else if (change.becomes().length > 0) {
              newChanges.add(change);
              newCells.add(key, change.cell().field(), change.becomes());
            }
          }
        });
  }

  private void addRows(SessionFold fold, Guesses<String> stored) {
    Deltas deltas = fold.deltas();
    row(stored, Chunks.TOTALS, Chunks.ALL, deltas.totals(), fold.lived());
    fold.heard()
        .forEach(
            (platform, times) ->
                row(
                    stored,
                    Chunks.PLATFORMS,
                    platform,
                    deltas.platforms().getOrDefault(platform, NOTHING),
                    times));
    deltas.products().forEach((sku, moved) -> row(stored, Chunks.PRODUCTS, sku, moved, NO_TIMES));
    deltas
        .minutes()
        .forEach(
            (at, moved) -> row(stored, Chunks.hour(at), Chunks.minuteRow(at), moved, NO_TIMES));
    rowsByChunk.forEach(
        (chunk, ofChunk) -> {
          int key = chunk(chunk);
          for (RowChange change : ofChunk) {
            rowChanges.add(change);
            rows.add(key, change.field(), change.expected(), change.becomes());
          }
        });
  }

  private void addBounds(SessionFold fold) {
    for (Figure figure : BOUNDED) {
      long increment = fold.deltas().totals().get(figure);
      if (increment > 0) {
        boundFields.add(figure.key());
        bounds.item(text(Row.place(figure)), text(increment), text(SessionFold.MAX_SUM));
      }
    }
  }

  private void row(Guesses<String> stored, String chunk, String row, Sums moved, long[] times) {
    if (!moved.equals(NOTHING) || times != NO_TIMES) {
      String field = Chunks.field(row, Chunks.SUMS);
      String key = chunk + field;
      byte[] expected = stored.get(key);
      byte[] becomes = Row.plus(expected, moved, times[0], times[1]);
      rowsByChunk
          .computeIfAbsent(chunk, c -> new ArrayList<>())
          .add(new RowChange(key, utf8(field), expected, becomes));
    }
  }

  /** A name is stored once and then known to be. */
  private void addNames(SessionFold fold, Set<String> named) {
    fold.names()
        .forEach(
            (sku, name) -> {
              if (!named.contains(sku)) {
                byte[] field = utf8(Chunks.field(sku, Chunks.NAME));
                firsts.item(text(chunk(Chunks.PRODUCTS)), field, utf8(name));
                newNames.add(sku);
              }
            });
  }

  private void addPeople(SessionFold fold) {
    for (long viewer : fold.viewers()) {
      viewers.item(SeenIds.bucketOf(viewer), text(viewer));
    }
    fold.deltas()
        .buyers()
        .forEach(
            (buyer, orders) -> {
              if (orders != 0) {
                buyers.add(ByteBuffer.allocate(Long.BYTES).putLong(buyer).array());
                buyerIncrements.add(text(orders));
              }
            });
  }

  private void addShown(SessionFold fold) {
    last(fold.sales()).forEach(sale -> ticker.item(ShownCodec.encode(sale)));
    last(fold.comments()).forEach(comment -> comments.item(ShownCodec.encode(comment)));
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

  private static <T> List<T> last(List<T> list) {
    return list.subList(Math.max(0, list.size() - SHOWN), list.size());
  }

  /** Index of the chunk's key, as the script counts. */
  private int chunk(String chunk) {
    Integer known = chunkKeys.get(chunk);
    if (known == null) {
      known = FIRST_CHUNK_KEY + chunkKeys.size();
      chunkKeys.put(chunk, known);
    }
    return known;
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
  List<byte[]> arguments(Mode mode, String epoch, String channel, String session, byte[] entry) {
    List<byte[]> all = new ArrayList<>(64 + 4 * newChanges.size());
    all.add(utf8(mode.word));
    all.add(utf8(epoch));
    all.add(utf8(channel));
    all.add(utf8(session));
    all.add(text(seenIds.period()));
    all.add(text(SeenIds.KEEP_SECONDS));
    all.add(entry);
    Section chunks = new Section();
    chunkKeys.keySet().forEach(chunk -> chunks.item(utf8(chunk)));
    Section expiring = new Section();
    seenIds.takeExpiring().forEach(expiring::item);
    for (Section section :
        List.of(
            chunks,
            deliveries,
            seen,
            expiring,
            bounds,
            viewers,
            firsts,
            ticker,
            comments,
            giveaways)) {
      section.addTo(all);
    }
    newCells.addTo(all);
    knownCells.addTo(all);
    rows.addTo(all);
    all.add(text(buyers.size()));
    all.addAll(buyers);
    all.addAll(buyerIncrements);
    return all;
  }

  static byte[] text(long value) {
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
      for (byte[] part : parts) {
        items.add(part);
      }
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

  /** Fields by hash; of each hash first all fields, then block by block what belongs to them. */
  private static final class FieldGroups {
    private final int blocks;
    private final Map<Integer, List<List<byte[]>>> groups = new LinkedHashMap<>();

    FieldGroups(int blocks) {
      this.blocks = blocks;
    }

    void add(int key, byte[]... parts) {
      List<List<byte[]>> group = groups.get(key);
      if (group == null) {
        group = new ArrayList<>(blocks);
        for (int i = 0; i < blocks; i++) {
          group.add(new ArrayList<>());
        }
        groups.put(key, group);
      }
      for (int i = 0; i < blocks; i++) {
        group.get(i).add(parts[i]);
      }
    }

    void addTo(List<byte[]> arguments) {
      arguments.add(text(groups.size()));
      groups.forEach(
          (key, group) -> {
            arguments.add(text(key));
            arguments.add(text(group.get(0).size()));
            group.forEach(arguments::addAll);
          });
    }
  }
}

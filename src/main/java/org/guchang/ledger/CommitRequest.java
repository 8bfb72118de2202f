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
import org.guchang.redis.MessagePack;

/**
 * Lays a fold out as the keys and arguments of {@code commit_facts.lua}; its head says in which
 * order.
 */
final class CommitRequest {
  private static final int ORDERS_KEY = 2;
  private static final int FIRST_CHUNK_KEY = 10;

  private static final Sums NOTHING = new Sums();
  private static final long[] NO_TIMES = {SessionFold.NEVER, SessionFold.NEVER};

  // Bytes to begin with; what holds more grows.
  private static final int LIST_BYTES = 256;
  private static final int REQUEST_BYTES = 8192;

  /** Sums that a screen must be able to show; the others are smaller. */
  private static final Figure[] BOUNDED = {Figure.GMV_FEN, Figure.UNITS, Figure.GIVEAWAYS};

  private final Keys.OfSession keys;
  private final SeenIds seenIds;

  private final boolean relied;

  private final Map<String, Integer> chunkKeys = new LinkedHashMap<>();
  private final MessagePack deliveries = list();
  private final MessagePack seen = list();
  private final MessagePack viewers = list();
  private final MessagePack bounds = list();
  private final MessagePack firsts = list();
  private final ShownLists shown = new ShownLists();
  private final MessagePack buyers = list();
  private final MessagePack newCells = list();
  private final MessagePack knownCells = list();
  private final MessagePack rows = list();
  private final MessagePack sure = list();
  private final Map<String, MessagePack> sureByChunk = new LinkedHashMap<>();
  private final Map<String, List<RowChange>> rowsByChunk = new LinkedHashMap<>();

  // What the numbers of a reply mean, in the order of the request.
  final List<String> boundFields = new ArrayList<>();
  final List<Long> seenDigests = new ArrayList<>();
  final List<String> newNames = new ArrayList<>();
  final List<Change> newChanges = new ArrayList<>();
  final List<Change> knownChanges = new ArrayList<>();
  final List<RowChange> rowChanges = new ArrayList<>();

  /** Written as they are, and not told of in a reply. */
  final List<RowChange> sureRows = new ArrayList<>();

  private byte[] sureTotals = Guesses.ABSENT;

  /**
   * A row of figures as a commit moves it.
   *
   * @param key by which its contents are guessed
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record RowChange(String key, byte[] field, byte[] expected, byte[] becomes) {}

  private CommitRequest(Keys.OfSession keys, SeenIds seenIds, boolean relied) {
    this.keys = keys;
    this.seenIds = seenIds;
    this.relied = relied;
    keyOf(Chunks.TOTALS);
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

  /** Which session is meant, and where its changes are told. */
  record Place(String channel, String session) {}

  /**
   * What is thought to be stored beside the cells.
   *
   * @param relied whether all of it, and of the cells, is taken for what is stored, without looking
   * @param names skus whose name is stored
   */
  record Known(boolean relied, Guesses<String> rows, Set<String> names) {}

  static CommitRequest of(
      Keys.OfSession keys,
      SeenIds seenIds,
      List<SessionPart> parts,
      CommitDraft draft,
      SessionFold fold,
      Known known) {
    CommitRequest request = new CommitRequest(keys, seenIds, known.relied());
    request.addIds(parts, fold);
    request.addCells(draft.changes());
    request.addRows(fold, known.rows());
    request.addBounds(fold);
    request.addNames(fold, known.names());
    request.addPeople(fold);
    request.shown.add(fold, request::keyOf);
    request.gather(request.sureByChunk, request.sure);
    return request;
  }

  private void addIds(List<SessionPart> parts, SessionFold fold) {
    for (SessionPart part : parts) {
      if (part.isToBeRemembered()) {
        Delivery delivery = part.delivery;
        seenIds.use(delivery.id());
        deliveries.decimal(delivery.id()).decimal(delivery.body());
      }
    }
    for (long digest : fold.seen()) {
      seenIds.use(digest);
      seenDigests.add(digest);
      seen.decimal(digest);
    }
  }

  private void addCells(List<Change> changes) {
    // The script numbers cells hash by hash; so do these lists.
    Map<String, MessagePack> newByChunk = new LinkedHashMap<>();
    Map<String, MessagePack> knownByChunk = new LinkedHashMap<>();
    Map<String, List<Change>> newOf = new LinkedHashMap<>();
    Map<String, List<Change>> knownOf = new LinkedHashMap<>();
    for (Change change : changes) {
      String chunk = change.cell().chunk();
      if (change.expected().length > 0) {
        if (!relied) {
          of(knownByChunk, chunk)
              .bytes(change.cell().field())
              .bytes(change.expected())
              .bytes(change.becomes());
        } else if (change.becomes().length > 0) {
          of(sureByChunk, chunk).bytes(change.cell().field()).bytes(change.becomes());
        }
        knownOf.computeIfAbsent(chunk, c -> new ArrayList<>()).add(change);
      } else if (change.becomes().length > 0) {
        of(newByChunk, chunk).bytes(change.cell().field()).bytes(change.becomes());
        newOf.computeIfAbsent(chunk, c -> new ArrayList<>()).add(change);
      }
    }
    newOf.values().forEach(newChanges::addAll);
    knownOf.values().forEach(knownChanges::addAll);
    gather(newByChunk, newCells);
    gather(knownByChunk, knownCells);
  }

  private void gather(Map<String, MessagePack> byChunk, MessagePack into) {
    byChunk.forEach((chunk, list) -> into.number(keyOf(chunk)).array(list));
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
    fold.shown()
        .forEach(
            (sku, times) -> {
              if (!deltas.products().containsKey(sku) && isEarlier(stored, sku, times)) {
                row(stored, Chunks.PRODUCTS, sku, NOTHING, times);
              }
            });
    deltas
        .products()
        .forEach(
            (sku, moved) ->
                row(stored, Chunks.PRODUCTS, sku, moved, fold.shown().getOrDefault(sku, NO_TIMES)));
    deltas
        .minutes()
        .forEach(
            (at, moved) -> row(stored, Chunks.hour(at), Chunks.minuteRow(at), moved, NO_TIMES));
    rowsByChunk.forEach(
        (chunk, ofChunk) -> {
          MessagePack list = list();
          for (RowChange change : ofChunk) {
            list.bytes(change.field()).bytes(change.expected()).bytes(change.becomes());
          }
          rows.number(keyOf(chunk)).array(list);
          rowChanges.addAll(ofChunk);
        });
  }

  /** A product that is shown again and again moves nothing; what is stored only gets earlier. */
  private static boolean isEarlier(Guesses<String> stored, String sku, long[] times) {
    byte[] known = stored.get(Chunks.PRODUCTS + Chunks.field(sku, Chunks.SUMS));
    return known.length == 0 || Row.decode(known).first() < times[0];
  }

  /** What is sure not to pass its bound need not be looked at. */
  private void addBounds(SessionFold fold) {
    for (Figure figure : BOUNDED) {
      long increment = fold.deltas().totals().get(figure);
      if (increment > 0 && !isWithin(figure)) {
        boundFields.add(figure.key());
        bounds.number(Row.place(figure)).number(increment).number(SessionFold.MAX_SUM);
      }
    }
  }

  private boolean isWithin(Figure figure) {
    return sureTotals.length > 0 && Row.get(sureTotals, figure) <= SessionFold.MAX_SUM;
  }

  private void row(Guesses<String> stored, String chunk, String row, Sums moved, long[] times) {
    if (moved.equals(NOTHING) && times == NO_TIMES) {
      return;
    }
    String field = Chunks.field(row, Chunks.SUMS);
    String key = chunk + field;
    byte[] expected = stored.get(key);
    byte[] becomes = Row.plus(expected, moved, times[0], times[1]);
    RowChange change = new RowChange(key, utf8(field), expected, becomes);
    if (!relied || expected.length == 0) {
      rowsByChunk.computeIfAbsent(chunk, c -> new ArrayList<>()).add(change);
      return;
    }
    of(sureByChunk, chunk).bytes(change.field()).bytes(becomes);
    sureRows.add(change);
    if (chunk.equals(Chunks.TOTALS)) {
      sureTotals = becomes;
    }
  }

  /** A name is stored once and then known to be. */
  private void addNames(SessionFold fold, Set<String> named) {
    fold.names()
        .forEach(
            (sku, name) -> {
              if (!named.contains(sku)) {
                byte[] field = utf8(Chunks.field(sku, Chunks.NAME));
                firsts.number(keyOf(Chunks.PRODUCTS)).bytes(field).text(name);
                newNames.add(sku);
              }
            });
  }

  private void addPeople(SessionFold fold) {
    for (long viewer : fold.viewers()) {
      viewers.decimal(viewer);
    }
    fold.deltas()
        .buyers()
        .forEach(
            (buyer, orders) -> {
              if (orders != 0) {
                buyers.bytes(ByteBuffer.allocate(Long.BYTES).putLong(buyer).array()).number(orders);
              }
            });
  }

  /** Index of the hash, as the script counts its keys. */
  private int keyOf(String hash) {
    if (hash.equals(Cell.ORDERS)) {
      return ORDERS_KEY;
    }
    Integer known = chunkKeys.get(hash);
    if (known == null) {
      known = FIRST_CHUNK_KEY + chunkKeys.size();
      chunkKeys.put(hash, known);
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
   * @param fresh a text never used before
   * @param last what the caller left; its mark only where this request relies on it
   * @param entry the encoded ledger entry; empty when no event was accepted
   */
  List<byte[]> arguments(Mode mode, String fresh, LastCommit last, Place place, byte[] entry) {
    MessagePack chunks = list();
    chunkKeys.keySet().forEach(chunks::text);
    MessagePack expiring = list();
    seenIds.expiring().forEach(expiring::text);
    MessagePack all =
        new MessagePack(REQUEST_BYTES)
            .text(mode.word)
            .text(fresh)
            .text(last.epoch())
            .number(last.version())
            .text(last.mark())
            .text(place.channel())
            .text(place.session())
            .number(seenIds.period())
            .number(SeenIds.KEEP_SECONDS);
    for (MessagePack section :
        List.of(
            chunks,
            deliveries,
            seen,
            expiring,
            viewers,
            bounds,
            firsts,
            shown.ticker,
            shown.comments,
            shown.giveaways,
            buyers,
            newCells,
            knownCells,
            rows,
            sure)) {
      all.array(section);
    }
    return List.of(new MessagePack(REQUEST_BYTES).array(all).toBytes(), entry);
  }

  private static MessagePack list() {
    return new MessagePack(LIST_BYTES);
  }

  private static MessagePack of(Map<String, MessagePack> lists, String chunk) {
    return lists.computeIfAbsent(chunk, c -> list());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

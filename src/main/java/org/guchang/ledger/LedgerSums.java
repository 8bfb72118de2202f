package org.guchang.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.event.Deltas;
import org.guchang.event.Event;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Figure;
import org.guchang.event.Sums;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.Row;
import org.guchang.redis.Chunks;

/**
 * Adds up a session's ledger, entry by entry, to the figures that must be stored. The states of all
 * orders may be too many to hold at once, so the ledger is gone through once for each {@link Slice}
 * of them; everything that is no order belongs to the first.
 */
final class LedgerSums {
  /** One share of a session's orders, told by a hash of platform and order id. */
  record Slice(int number, int of) {
    boolean holds(Event event) {
      if (event instanceof OrderEvent order) {
        return Math.floorMod(
                31 * order.origin().platform().hashCode() + order.orderId().hashCode(), of)
            == number;
      }
      return isFirst();
    }

    boolean isFirst() {
      return number == 0;
    }

    boolean isLast() {
      return number == of - 1;
    }

    Slice next() {
      return new Slice(number + 1, of);
    }
  }

  private final CommitDraft.InMemory cells = new CommitDraft.InMemory();
  private static final long[] NO_TIMES = {0, 0};

  private final Map<String, Row> rows = new HashMap<>();
  private final LongCounts buyers = new LongCounts();
  private final LongCounts viewers = new LongCounts();
  private long entries;
  private long orders;

  /** Takes in what of an entry belongs to a slice; slices come one after the other. */
  void add(Entry entry, Slice slice) {
    if (slice.isFirst()) {
      entries++;
    }
    SessionFold fold = new SessionFold(cells, Set.of(), Map.of());
    for (Entry.Fact fact : entry.facts()) {
      if (slice.holds(fact.event())) {
        fold.apply(fact.partner(), fact.receivedAt(), fact.event());
      }
    }
    Deltas deltas = fold.deltas();
    add(Chunks.TOTALS, Chunks.ALL, deltas.totals(), fold.lived());
    fold.heard()
        .forEach(
            (platform, times) ->
                add(
                    Chunks.PLATFORMS,
                    platform,
                    deltas.platforms().getOrDefault(platform, new Sums()),
                    times));
    deltas.products().forEach((sku, moved) -> add(Chunks.PRODUCTS, sku, moved, NO_TIMES));
    deltas
        .minutes()
        .forEach((at, moved) -> add(Chunks.hour(at), Chunks.minuteRow(at), moved, NO_TIMES));
    deltas.buyers().forEach((buyer, moved) -> buyers.add(buyer, Math.toIntExact(moved)));
    fold.viewers().forEach(viewer -> viewers.add(viewer, 1));
  }

  /** A slice was gone through: its orders are added up, their states need not be kept. */
  void endSlice() {
    orders += cells.forget(Cell.OrderCell.class);
  }

  private void add(String chunk, String row, Sums moved, long[] times) {
    String key = chunk + "/" + Chunks.field(row, Chunks.SUMS);
    Row before = rows.getOrDefault(key, new Row(new Sums(), 0, 0));
    before.sums().add(moved);
    rows.put(
        key,
        new Row(
            before.sums(),
            Math.max(before.first(), times[0]),
            Math.max(before.second(), times[1])));
  }

  long entries() {
    return entries;
  }

  /** How many orders have a state, of the slices that were ended. */
  long orders() {
    return orders;
  }

  /**
   * By {@code chunk/field}; sums in decimal, states in hexadecimal; what is 0 or absent is left
   * out.
   */
  Map<String, String> figures() {
    Map<String, String> figures = new HashMap<>();
    rows.forEach((key, row) -> putRow(figures, key, row));
    put(figures, Chunks.TOTALS + "/" + Chunks.BUYERS, Long.toString(buyers.positive()));
    put(figures, Chunks.TOTALS + "/" + Chunks.VIEWERS, Long.toString(viewers.positive()));
    cells.all().forEach((cell, state) -> putState(figures, cell, state));
    return figures;
  }

  @SuppressWarnings("unchecked") // cells were put together with states of their kind
  private static <S> void putState(Map<String, String> figures, Cell<S> cell, Object state) {
    if (!state.equals(cell.none())) {
      String field = new String(cell.field(), StandardCharsets.UTF_8);
      put(figures, cell.chunk() + "/" + field, HexFormat.of().formatHex(cell.encode((S) state)));
    }
  }

  /** A stored hash in the same form. */
  static void flatten(String chunk, List<byte[]> content, Map<String, String> into) {
    for (int i = 0; i < content.size(); i += 2) {
      String field = new String(content.get(i), StandardCharsets.UTF_8);
      String key = chunk + "/" + field;
      byte[] value = content.get(i + 1);
      switch (Chunks.what(field)) {
        case Chunks.NAME -> {}
        case Chunks.SUMS -> putRow(into, key, Row.decode(value));
        case Chunks.AUDIENCE, Chunks.STOCK -> put(into, key, HexFormat.of().formatHex(value));
        default -> put(into, key, new String(value, StandardCharsets.UTF_8));
      }
    }
  }

  private static void putRow(Map<String, String> figures, String key, Row row) {
    String name = key.substring(0, key.length() - Chunks.SUMS.length());
    for (Figure figure : Figure.values()) {
      put(figures, name + figure.key(), Long.toString(row.sums().get(figure)));
    }
    if (key.startsWith(Chunks.PRODUCTS)) {
      // when it was first shown is no sum, and what is older than its keeping has none
      return;
    }
    put(figures, name + "first", Long.toString(row.first()));
    put(figures, name + "second", Long.toString(row.second()));
  }

  private static void put(Map<String, String> figures, String key, String value) {
    if (!value.equals("0")) {
      figures.put(key, value);
    }
  }
}

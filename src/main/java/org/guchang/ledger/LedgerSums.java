package org.guchang.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.event.Deltas;
import org.guchang.event.Figure;
import org.guchang.event.Sums;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.Row;
import org.guchang.redis.Chunks;
import org.jspecify.annotations.Nullable;

/** Adds up a session's ledger, entry by entry, to the figures that must be stored. */
final class LedgerSums {
  private final CommitDraft.InMemory cells = new CommitDraft.InMemory();
  private static final long[] NO_TIMES = {0, 0};

  private final Map<String, Row> rows = new HashMap<>();
  private final Map<Long, Long> buyers = new HashMap<>();
  private final Set<Long> viewers = new HashSet<>();
  private long entries;

  void add(Entry entry) {
    entries++;
    SessionFold fold = new SessionFold(cells, Set.of(), Map.of());
    for (Entry.Fact fact : entry.facts()) {
      fold.apply(fact.partner(), fact.receivedAt(), fact.event());
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
    deltas
        .buyers()
        .forEach((buyer, orders) -> buyers.merge(buyer, orders, LedgerSums::sumOrNothing));
    viewers.addAll(fold.viewers());
  }

  private static @Nullable Long sumOrNothing(Long a, Long b) {
    return a + b == 0 ? null : a + b;
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

  /** How many orders have a state. */
  long orders() {
    return cells.all().keySet().stream().filter(Cell.OrderCell.class::isInstance).count();
  }

  /**
   * By {@code chunk/field}; sums in decimal, states in hexadecimal; what is 0 or absent is left
   * out.
   */
  Map<String, String> figures() {
    Map<String, String> figures = new HashMap<>();
    rows.forEach((key, row) -> putRow(figures, key, row));
    put(
        figures,
        Chunks.TOTALS + "/" + Chunks.BUYERS,
        Long.toString(buyers.values().stream().filter(n -> n > 0).count()));
    put(figures, Chunks.TOTALS + "/" + Chunks.VIEWERS, Integer.toString(viewers.size()));
    cells.all().forEach((cell, state) -> putState(figures, cell, state));
    return figures;
  }

  @SuppressWarnings("unchecked") // cells were put together with states of their kind
  private static <S> void putState(Map<String, String> figures, Cell<S> cell, Object state) {
    if (!cell.chunk().equals(Cell.ORDERS) && !state.equals(cell.none())) {
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
    put(figures, name + "first", Long.toString(row.first()));
    put(figures, name + "second", Long.toString(row.second()));
  }

  private static void put(Map<String, String> figures, String key, String value) {
    if (!value.equals("0")) {
      figures.put(key, value);
    }
  }
}

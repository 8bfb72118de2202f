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
import org.guchang.redis.Chunks;
import org.jspecify.annotations.Nullable;

/** Adds up a session's ledger, entry by entry, to the figures that must be stored. */
final class LedgerSums {
  private final CommitDraft.InMemory cells = new CommitDraft.InMemory();
  private final Map<String, Long> sums = new HashMap<>();
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
    add(Chunks.TOTALS, "", deltas.totals());
    deltas.platforms().forEach((platform, row) -> add(Chunks.PLATFORMS, platform, row));
    deltas.products().forEach((sku, row) -> add(Chunks.PRODUCTS, sku, row));
    deltas
        .minutes()
        .forEach((minute, row) -> add(Chunks.hour(minute), Chunks.minuteRow(minute), row));
    sums.merge(Chunks.TOTALS + "/" + Chunks.GIVEN, fold.given(), Long::sum);
    fold.started().forEach((field, at) -> sums.merge(Chunks.TOTALS + "/" + field, at, Math::max));
    fold.heard()
        .forEach(
            (platform, times) -> {
              String row = Chunks.PLATFORMS + "/" + platform + "|";
              sums.merge(row + Chunks.LAST_EVENT_AT, times[0], Math::max);
              sums.merge(row + Chunks.RECEIVED_AT, times[1], Math::max);
            });
    deltas
        .buyers()
        .forEach((buyer, orders) -> buyers.merge(buyer, orders, LedgerSums::sumOrNothing));
    viewers.addAll(fold.viewers());
  }

  private static @Nullable Long sumOrNothing(Long a, Long b) {
    return a + b == 0 ? null : a + b;
  }

  private void add(String chunk, String row, Sums moved) {
    for (Figure figure : Figure.values()) {
      String field = row.isEmpty() ? figure.key() : Chunks.field(row, figure.key());
      sums.merge(chunk + "/" + field, moved.get(figure), Long::sum);
    }
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
    sums.forEach((key, value) -> put(figures, key, Long.toString(value)));
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
      String figure = Chunks.figure(field);
      if (figure.equals(Chunks.NAME)) {
        continue;
      }
      boolean state = figure.equals(Chunks.AUDIENCE) || figure.equals(Chunks.STOCK);
      String value =
          state
              ? HexFormat.of().formatHex(content.get(i + 1))
              : new String(content.get(i + 1), StandardCharsets.UTF_8);
      put(into, chunk + "/" + field, value);
    }
  }

  private static void put(Map<String, String> figures, String key, String value) {
    if (!value.equals("0")) {
      figures.put(key, value);
    }
  }
}

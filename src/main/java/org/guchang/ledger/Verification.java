package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.ledger.codec.EntryCodec;
import org.guchang.redis.Chunks;
import org.guchang.redis.SessionStore;

/**
 * The proof of the totals: recomputes every figure of a session from its ledger and holds it
 * against what is stored, at one version. Memory grows with the number of orders, as their states
 * are rebuilt.
 */
public final class Verification {
  /** Ledger entries fetched at once. */
  private static final int PAGE = 200;

  private final SessionStore store;

  public Verification(SessionStore store) {
    this.store = store;
  }

  /**
   * The proof of one session.
   *
   * @param version up to which the ledger was read; 0 when nothing is stored
   * @param entries how many ledger entries there were; the same number if none is missing
   * @param rows every figure, by chunk and field
   */
  public record Report(String session, long version, long entries, List<Row> rows) {

    public List<Row> differences() {
      return rows.stream().filter(row -> !row.ledger().equals(row.stored())).toList();
    }

    public boolean isProved() {
      return entries == version && differences().isEmpty();
    }
  }

  /** One figure: what the ledger says, what is stored. */
  public record Row(String chunk, String field, String ledger, String stored) {}

  public Future<Report> verify(String session) {
    return store
        .read(session, "", 0)
        .compose(
            stored ->
                replay(session, 1, stored.version(), new LedgerSums())
                    .compose(
                        sums ->
                            store
                                .orders(session)
                                .map(orders -> report(session, stored, sums, orders))));
  }

  private Future<LedgerSums> replay(String session, long from, long last, LedgerSums sums) {
    if (from > last) {
      return Future.succeededFuture(sums);
    }
    return store
        .entries(session, from, Math.min(last, from + PAGE - 1))
        .compose(
            page -> {
              page.forEach(entry -> sums.add(EntryCodec.decode(entry, session)));
              return replay(session, from + PAGE, last, sums);
            });
  }

  private static Report report(
      String session, SessionStore.Stored stored, LedgerSums sums, long orders) {
    Map<String, String> expected = sums.figures();
    Map<String, String> found = new HashMap<>();
    for (SessionStore.Chunk chunk : stored.chunks()) {
      if (!isShownOnly(chunk.name())) {
        LedgerSums.flatten(chunk.name(), chunk.content(), found);
      }
    }
    List<Row> rows = new ArrayList<>();
    // Orders that committed after the totals were read would be counted too, so more is no
    // difference.
    rows.add(
        new Row(
            Cell.ORDERS,
            "states",
            Long.toString(sums.orders()),
            Long.toString(Math.min(orders, sums.orders()))));
    TreeMap<String, String> all = new TreeMap<>(expected);
    found.forEach(all::putIfAbsent);
    for (String key : all.keySet()) {
      int slash = key.indexOf('/');
      rows.add(
          new Row(
              key.substring(0, slash),
              key.substring(slash + 1),
              expected.getOrDefault(key, "0"),
              found.getOrDefault(key, "0")));
    }
    return new Report(session, stored.version(), sums.entries(), rows);
  }

  /** What scrolls by is no figure. */
  private static boolean isShownOnly(String chunk) {
    return chunk.equals(Chunks.TICKER)
        || chunk.equals(Chunks.COMMENTS)
        || chunk.equals(Chunks.GIVEAWAYS);
  }
}

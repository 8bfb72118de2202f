package org.guchang.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.guchang.ledger.LedgerSums.Slice;
import org.guchang.ledger.codec.EntryCodec;
import org.guchang.redis.Chunks;
import org.guchang.redis.SessionStore;

/**
 * The proof of the totals: recomputes every figure of a session from its ledger and holds it
 * against what is stored, at one version. Memory does not grow with the number of orders but for 32
 * bytes a buyer: their states are rebuilt a slice at a time, and the ledger is read once for each
 * slice.
 */
public final class Verification {
  /** Ledger entries fetched at once: each may hold hundreds of events, and all hold up a thread. */
  private static final int PAGE = 20;

  /** Orders whose states are held at once, about 100 MB. */
  private static final int ORDERS_A_SLICE = 200_000;

  /** Likewise for one that works beside a running server, about 10 MB. */
  private static final int GENTLE_ORDERS_A_SLICE = 20_000;

  private final SessionStore store;
  private final int ordersASlice;
  private final Supplier<Future<?>> pause;

  public Verification(SessionStore store) {
    this(store, ORDERS_A_SLICE);
  }

  Verification(SessionStore store, int ordersASlice) {
    this(store, ordersASlice, Future::succeededFuture);
  }

  private Verification(SessionStore store, int ordersASlice, Supplier<Future<?>> pause) {
    this.store = store;
    this.ordersASlice = ordersASlice;
    this.pause = pause;
  }

  /**
   * One that leaves Redis and its event loop to others: little memory, and a pause after every page
   * of the ledger.
   */
  public static Verification gentle(SessionStore store, Supplier<Future<?>> pause) {
    return new Verification(store, GENTLE_ORDERS_A_SLICE, pause);
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
                store
                    .orders(session)
                    .compose(
                        orders ->
                            new Replay(session, stored.version(), slices(orders))
                                .run()
                                .compose(sums -> compared(session, stored, sums))));
  }

  private int slices(long orders) {
    return Math.toIntExact(Math.max(1, (orders + ordersASlice - 1) / ordersASlice));
  }

  private Future<Report> compared(String session, SessionStore.Stored stored, LedgerSums sums) {
    return store.orders(session).map(orders -> report(session, stored, sums, orders));
  }

  /** Goes through a session's ledger up to a version, page by page, once for each slice. */
  private final class Replay {
    private final String session;
    private final long last;
    private final LedgerSums sums = new LedgerSums();
    private final Promise<LedgerSums> done = Promise.promise();
    private Slice slice;
    private long next = 1;

    Replay(String session, long last, int slices) {
      this.session = session;
      this.last = last;
      this.slice = new Slice(0, slices);
    }

    Future<LedgerSums> run() {
      step();
      return done.future();
    }

    /** No chain of futures: there may be as many pages as there are orders. */
    private void step() {
      if (next > last) {
        sums.endSlice();
        if (slice.isLast()) {
          done.complete(sums);
          return;
        }
        slice = slice.next();
        next = 1;
      }
      store
          .entries(session, next, Math.min(last, next + PAGE - 1))
          .onSuccess(this::take)
          .onFailure(done::tryFail);
    }

    private void take(List<byte[]> page) {
      try {
        page.forEach(entry -> sums.add(EntryCodec.decode(entry, session), slice));
      } catch (RuntimeException unreadable) {
        done.fail(unreadable);
        return;
      }
      next += PAGE;
      pause.get().onComplete(rested -> step());
    }
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

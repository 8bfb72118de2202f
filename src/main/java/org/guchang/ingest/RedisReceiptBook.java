package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.SeenDeliveries;
import org.guchang.redis.Keys;
import org.guchang.redis.ReceiptStore;
import org.guchang.redis.ReceiptStore.Bounds;
import org.guchang.redis.ReceiptStore.Found;
import org.guchang.redis.ReceiptStore.Kept;
import org.guchang.redis.ReceiptStore.Place;
import org.jspecify.annotations.Nullable;

/** Receipts in Redis, each for the period it was given in and the next. */
public final class RedisReceiptBook implements ReceiptBook {
  /** Of one partner and period: a million receipts of batches that went well. */
  private static final long BRIEF_FROM_BYTES = 48L << 20;

  private static final long MOST_BYTES = 64L << 20;

  /** From which on there may have been no room for one in brief, which has less than 128. */
  private static final long FULL_BYTES = MOST_BYTES - 128;

  private static final Bounds BOUNDS =
      new Bounds(BRIEF_FROM_BYTES, MOST_BYTES, 2 * SeenDeliveries.PERIOD_MILLIS / 1000);

  /** Sessions asked at once whether they have seen an id. */
  private static final int PAGE = 64;

  private final ReceiptStore store;
  private final Keys keys;
  private final IngestMeters meters;

  /**
   * @param store on the event loop that calls
   */
  public RedisReceiptBook(ReceiptStore store, Keys keys, IngestMeters meters) {
    this.store = store;
    this.keys = keys;
    this.meters = meters;
  }

  @Override
  public Future<Void> expect(Delivery delivery) {
    return store
        .keepIfNone(place(delivery), StoredReceipt.EXPECTED, StoredReceipt.EXPECTED, BOUNDS)
        .mapEmpty();
  }

  @Override
  public Future<Void> keep(Delivery delivery, Receipt receipt, boolean claimed) {
    StoredReceipt stored = StoredReceipt.of(receipt, claimed);
    String brief = stored.encodeBrief(receipt.rejected().size());
    Future<Kept> kept =
        claimed
            ? store.keep(place(delivery), stored.encode(), brief, BOUNDS)
            : store.keepIfNone(place(delivery), stored.encode(), brief, BOUNDS);
    return kept.onSuccess(what -> meters.receipt(what == Kept.WHOLE, what != Kept.NOT)).mapEmpty();
  }

  private static Place place(Delivery delivery) {
    long period = SeenDeliveries.period(delivery.receivedAt());
    return new Place(delivery.partner(), period, delivery.id());
  }

  @Override
  public Future<byte @Nullable []> find(
      String partner, long id, Collection<String> sessions, long now) {
    long period = SeenDeliveries.period(now);
    return store
        .find(new Place(partner, period, id))
        .compose(
            latest ->
                store
                    .find(new Place(partner, period - 1, id))
                    .compose(earlier -> find(latest, earlier, id, new ArrayList<>(sessions), now)));
  }

  private Future<byte @Nullable []> find(
      Found latest, Found earlier, long id, List<String> sessions, long now) {
    StoredReceipt stored = better(latest, earlier);
    if (stored != null && stored.claimed()) {
      return Future.succeededFuture(stored.toJson());
    }
    boolean expected = !latest.text().isEmpty() || !earlier.text().isEmpty();
    boolean full = Math.max(latest.bytes(), earlier.bytes()) > FULL_BYTES;
    if (stored == null && (expected || full)) {
      return Future.succeededFuture(null);
    }
    // nothing is kept of the delivery of one accepted event; after one refused as a whole its id
    // may
    // have been used again
    return wasSeen(id, sessions, 0, now)
        .map(
            seen -> seen ? StoredReceipt.OF_ONE.toJson() : stored == null ? null : stored.toJson());
  }

  /** The latest, but rather one of an id that is remembered. */
  private static @Nullable StoredReceipt better(Found latest, Found earlier) {
    StoredReceipt newest = StoredReceipt.decode(latest.text());
    StoredReceipt older = StoredReceipt.decode(earlier.text());
    return newest == null || (older != null && older.claimed() && !newest.claimed())
        ? older
        : newest;
  }

  private Future<Boolean> wasSeen(long id, List<String> sessions, int from, long now) {
    if (from >= sessions.size()) {
      return Future.succeededFuture(false);
    }
    List<String> page = sessions.subList(from, Math.min(sessions.size(), from + PAGE));
    return store
        .isInOneOf(SeenDeliveries.sets(keys, page, id, now), id)
        .compose(
            seen -> seen ? Future.succeededFuture(true) : wasSeen(id, sessions, from + PAGE, now));
  }
}

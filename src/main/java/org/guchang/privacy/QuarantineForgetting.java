package org.guchang.privacy;

import io.vertx.core.Future;
import org.guchang.ingest.format.PersonHash;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.QuarantineStore.Cursor;
import org.guchang.redis.QuarantineStore.Entry;
import org.guchang.redis.QuarantineStore.Order;
import org.jspecify.annotations.Nullable;

/**
 * Forgets people in messages that are kept: they can still be posted again, and count for somebody.
 * To be used on the event loop of its store.
 */
public final class QuarantineForgetting {
  private static final int PAGE = 100;

  private final QuarantineStore store;

  public QuarantineForgetting(QuarantineStore store) {
    this.store = store;
  }

  /**
   * Forgets everybody in messages that last came in a span of time.
   *
   * @param from milliseconds since 1970
   * @param until milliseconds since 1970, not in it any more
   * @return how many messages were changed
   */
  public Future<Integer> everybody(long from, long until) {
    return new Round(Substitutes.forEverybody(), from, until).run(null);
  }

  /**
   * Forgets one person.
   *
   * @param person keyed hash, never 0
   * @return how many messages were changed
   */
  public Future<Integer> one(long person) {
    return new Round(Substitutes.forOne(person), Long.MIN_VALUE, Long.MAX_VALUE).run(null);
  }

  /** Goes through all of it once. */
  private final class Round {
    private final Substitutes people;
    private final long from;
    private final long until;
    private int changed;

    Round(Substitutes people, long from, long until) {
      this.people = people;
      this.from = from;
      this.until = until;
    }

    /** There are as many pages as the bounds of the quarantine allow, which are few. */
    Future<Integer> run(@Nullable Cursor after) {
      return store
          .page(null, Order.OLDEST_FIRST, after, PAGE)
          .compose(
              page -> {
                Future<Void> done = Future.succeededFuture();
                for (Entry entry : page.entries()) {
                  if (entry.last() >= from && entry.last() < until) {
                    done = done.compose(next -> reword(entry.id()));
                  }
                }
                Cursor next = page.next();
                return done.compose(
                    all -> next == null ? Future.succeededFuture(changed) : run(next));
              });
    }

    private Future<Void> reword(String id) {
      return store
          .find(id)
          .compose(
              entry -> {
                String was = entry == null ? "" : entry.message();
                String now = PersonHash.withNumbers(was, people::of);
                return now.equals(was) ? Future.succeededFuture(false) : store.reword(id, was, now);
              })
          .map(
              reworded -> {
                changed += reworded ? 1 : 0;
                return null;
              });
    }
  }
}

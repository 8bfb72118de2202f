package org.guchang.privacy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.event.OrderState;
import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.ledger.StoredOrders;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.EntryCodec;
import org.guchang.ledger.codec.OrderStateCodec;
import org.guchang.redis.PeopleStore;
import org.guchang.redis.PeopleStore.Placed;
import org.guchang.redis.PeopleStore.Standing;
import org.guchang.redis.SessionStore;

/**
 * Forgets people in stored sessions. Each is copied beside itself, which takes as much room in
 * Redis again for as long as it lasts, and the copy takes its place if nothing was committed
 * meanwhile. To be used on the event loop of its stores.
 */
public final class Forgetting {
  /** Ledger entries read at once. */
  private static final int PAGE = 20;

  /** How often a session is copied that is committed to meanwhile. */
  private static final int ATTEMPTS = 3;

  private static final String FIRST = "0";

  private final SessionStore sessions;
  private final PeopleStore people;
  private final StoredOrders orders;
  private final Supplier<Future<?>> pause;
  private final LongSupplier clock;

  /**
   * @param pause made after every page, so that others get their turn
   * @param clock milliseconds since 1970
   */
  public Forgetting(
      SessionStore sessions, PeopleStore people, Supplier<Future<?>> pause, LongSupplier clock) {
    this.sessions = sessions;
    this.people = people;
    this.orders = new StoredOrders(sessions);
    this.pause = pause;
    this.clock = clock;
  }

  /** What it came to in one session. */
  public enum Forgotten {
    /** They are not in it any more. */
    DONE,
    /** There was nobody to be forgotten. */
    NOBODY,
    /** So much is committed to it that it cannot be done now. */
    BUSY
  }

  /** Forgets everybody in a session, if anything was committed since that was last done. */
  public Future<Forgotten> everybody(String session) {
    return attempt(session, Substitutes::forEverybody, List.of(), ATTEMPTS);
  }

  /**
   * Forgets one person in a session, as buyer and as viewer.
   *
   * @param person keyed hash, never 0
   */
  public Future<Forgotten> one(String session, long person) {
    Substitutes substitutes = Substitutes.forOne(person);
    return people
        .standing(session)
        .compose(now -> new Search(session, now.version(), new Rewriting(substitutes)).run())
        .compose(
            found ->
                found
                    ? attempt(session, () -> Substitutes.forOne(person), List.of(person), ATTEMPTS)
                    : Future.succeededFuture(Forgotten.NOBODY));
  }

  /** Ids of the sessions something is stored of. */
  public Future<SortedSet<String>> sessions() {
    return people.sessions();
  }

  /**
   * Has Redis's file written anew, which else holds those who are forgotten for as long as Redis
   * pleases.
   *
   * @return whether Redis does so
   */
  public Future<Boolean> rewriteFile() {
    return people.rewriteFile().map(true).otherwise(false);
  }

  /** When something was last committed, milliseconds since 1970; 0 when nothing is stored. */
  public Future<Long> lastCommit(String session) {
    return people
        .newestEntry(session)
        .map(
            newest ->
                newest.isEmpty() ? 0L : EntryCodec.decode(newest.get(0), session).committedAt());
  }

  /**
   * Copies, and puts the copies in place.
   *
   * @param made other substitutes each time: should two people share one, a copy is not whole
   */
  private Future<Forgotten> attempt(
      String session, Supplier<Substitutes> made, List<Long> viewers, int attemptsLeft) {
    if (attemptsLeft == 0) {
      return Future.succeededFuture(Forgotten.BUSY);
    }
    Substitutes substitutes = made.get();
    return people
        .standing(session)
        .compose(
            was ->
                isDone(was, substitutes)
                    ? Future.succeededFuture(Forgotten.NOBODY)
                    : copied(session, was, substitutes, viewers)
                        .compose(
                            placed ->
                                placed == Placed.DONE
                                    ? Future.succeededFuture(Forgotten.DONE)
                                    : attempt(session, made, viewers, attemptsLeft - 1)));
  }

  /** Another server may have done it meanwhile. */
  private static boolean isDone(Standing now, Substitutes substitutes) {
    return now.version() == 0 || (substitutes.isEverybody() && now.version() == now.forgotten());
  }

  private Future<Placed> copied(
      String session, Standing was, Substitutes substitutes, List<Long> viewers) {
    PeopleStore.Copies copies = people.copies(session);
    Rewriting rewriting = new Rewriting(substitutes);
    byte[] entry = EntryCodec.encode(new Entry(clock.getAsLong(), List.of()));
    return new LedgerCopy(session, was.version(), rewriting, copies)
        .run()
        .compose(copied -> copyOrders(session, rewriting, copies))
        .compose(copied -> copyBuyers(session, substitutes, copies))
        .compose(copied -> copies.place(was, entry, substitutes.isEverybody(), viewers))
        .eventually(() -> copies.remove().otherwiseEmpty());
  }

  /** Reads a ledger page by page, until there is no more or a page is told to be the last. */
  private abstract class Reading {
    final String session;
    private final long last;
    private long next = 1;

    Reading(String session, long last) {
      this.session = session;
      this.last = last;
    }

    /** Whether to go on. */
    abstract Future<Boolean> page(long first, List<byte[]> entries);

    Future<Void> read() {
      return untilDone(
          () -> {
            if (next > last) {
              return Future.succeededFuture(false);
            }
            long first = next;
            next += PAGE;
            long upTo = Math.min(last, next - 1);
            return sessions
                .entries(session, first, upTo)
                .compose(
                    entries ->
                        entries.size() == upTo - first + 1
                            ? page(first, entries)
                            : Future.failedFuture(
                                "the ledger of " + session + " has no entry for each version"));
          });
    }
  }

  /** Looks whether somebody is in a ledger. */
  private final class Search extends Reading {
    private final Rewriting rewriting;
    private boolean found;

    Search(String session, long last, Rewriting rewriting) {
      super(session, last);
      this.rewriting = rewriting;
    }

    Future<Boolean> run() {
      return read().map(all -> found);
    }

    @Override
    Future<Boolean> page(long first, List<byte[]> entries) {
      for (byte[] entry : entries) {
        found |= rewriting.concerns(EntryCodec.decode(entry, session));
      }
      return Future.succeededFuture(!found);
    }
  }

  private final class LedgerCopy extends Reading {
    private final Rewriting rewriting;
    private final PeopleStore.Copies copies;

    LedgerCopy(String session, long last, Rewriting rewriting, PeopleStore.Copies copies) {
      super(session, last);
      this.rewriting = rewriting;
      this.copies = copies;
    }

    Future<Void> run() {
      return read();
    }

    @Override
    Future<Boolean> page(long first, List<byte[]> bytes) {
      List<Entry> entries = bytes.stream().map(each -> EntryCodec.decode(each, session)).toList();
      List<Order> asked =
          entries.stream().flatMap(each -> Rewriting.orders(each).stream()).distinct().toList();
      return orders
          .states(session, asked)
          .compose(
              states -> {
                Map<Order, Long> buyers = new HashMap<>();
                for (int i = 0; i < asked.size(); i++) {
                  buyers.put(asked.get(i), states.get(i).buyer());
                }
                List<byte[]> changed = new ArrayList<>(bytes.size());
                for (int i = 0; i < bytes.size(); i++) {
                  Entry entry = rewriting.of(entries.get(i), buyers);
                  changed.add(
                      entry.equals(entries.get(i)) ? bytes.get(i) : EntryCodec.encode(entry));
                }
                return copies.addEntries(first, changed).map(true);
              });
    }
  }

  private Future<Void> copyOrders(String session, Rewriting rewriting, PeopleStore.Copies copies) {
    return pages(
        cursor -> sessions.orderPage(session, cursor),
        content -> {
          List<byte[]> copy = new ArrayList<>(content.size());
          for (int i = 0; i + 1 < content.size(); i += 2) {
            OrderState state = OrderStateCodec.decode(content.get(i + 1));
            OrderState changed = rewriting.of(state);
            copy.add(content.get(i));
            copy.add(changed.equals(state) ? content.get(i + 1) : OrderStateCodec.encode(changed));
          }
          return copies.addOrders(copy);
        });
  }

  private Future<Void> copyBuyers(
      String session, Substitutes substitutes, PeopleStore.Copies copies) {
    return pages(
        cursor -> people.buyerPage(session, cursor),
        content -> {
          List<byte[]> copy = new ArrayList<>(content.size());
          for (int i = 0; i + 1 < content.size(); i += 2) {
            long buyer = substitutes.of(ByteBuffer.wrap(content.get(i)).getLong());
            copy.add(ByteBuffer.allocate(Long.BYTES).putLong(buyer).array());
            copy.add(content.get(i + 1));
          }
          return copies.addBuyers(copy);
        });
  }

  private interface PageAt {
    Future<SessionStore.Page> at(String cursor);
  }

  private interface PageTo {
    Future<Void> take(List<byte[]> content);
  }

  private Future<Void> pages(PageAt from, PageTo to) {
    String[] cursor = {FIRST};
    return untilDone(
        () ->
            from.at(cursor[0])
                .compose(
                    page -> {
                      cursor[0] = page.next();
                      return to.take(page.content()).map(!page.next().equals(CountedOrders.FIRST));
                    }));
  }

  /** Does it again as long as it says so. No chain of futures: there may be very many. */
  private Future<Void> untilDone(Supplier<Future<Boolean>> step) {
    Promise<Void> done = Promise.promise();
    next(step, done);
    return done.future();
  }

  private void next(Supplier<Future<Boolean>> step, Promise<Void> done) {
    Future.succeededFuture()
        .compose(go -> step.get())
        .onFailure(done::tryFail)
        .onSuccess(
            more -> {
              if (more) {
                pause.get().onComplete(rested -> next(step, done));
              } else {
                done.tryComplete();
              }
            });
  }
}

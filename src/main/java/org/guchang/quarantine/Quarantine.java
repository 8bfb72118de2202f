package org.guchang.quarantine;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.Reposter;
import org.guchang.ingest.Wipes;
import org.guchang.ingest.format.Fault;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.log.Wordless;
import org.guchang.quarantine.Fate.Outcome;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.QuarantineStore.Cursor;
import org.guchang.redis.QuarantineStore.Entry;
import org.guchang.redis.QuarantineStore.Gone;
import org.guchang.redis.QuarantineStore.Order;
import org.guchang.redis.QuarantineStore.Page;
import org.guchang.redis.QuarantineStore.Staying;
import org.guchang.redis.QuarantineStore.Sums;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator can do with what is kept. Owned by one event loop. */
public final class Quarantine {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

  /** Read at once while those that fit a filter are looked for. */
  private static final int CHUNK = 100;

  /** Posted again at once: the ledger commits them as one group. */
  private static final int TOGETHER = 50;

  private final Throttle throttle = new Throttle();
  private final QuarantineStore store;
  private final Supplier<Reposter> reposters;
  private final QuarantineMeters meters;
  private final LongSupplier clock;
  private @Nullable Reposter reposter;

  /**
   * @param reposters asked for one when it is first needed, and never again
   * @param clock milliseconds since the epoch
   */
  public Quarantine(
      QuarantineStore store,
      Supplier<Reposter> reposters,
      QuarantineMeters meters,
      LongSupplier clock) {
    this.store = store;
    this.reposters = reposters;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Which items.
   *
   * @param partner null for all
   * @param reason part of the reason, regardless of case; null for all
   */
  public record Filter(@Nullable String partner, @Nullable String reason) {
    boolean fits(Quarantined item) {
      return reason == null
          || item.about()
              .reason()
              .toLowerCase(Locale.ROOT)
              .contains(reason.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A page of items, without their messages, newest first.
   *
   * @param next null when these are the last
   */
  public record Listing(List<Quarantined> items, @Nullable Cursor next) {}

  /** What became of one item; null where there was none of that id. */
  public record Reposted(String id, Fate fate) {}

  /**
   * What became of many.
   *
   * @param next where to go on, null when these were the last
   */
  public record Tally(Map<Outcome, Integer> outcomes, @Nullable Cursor next) {}

  /**
   * Items that fit, newest first.
   *
   * @param count how many at most
   */
  public Future<Listing> list(Filter filter, @Nullable Cursor after, int count) {
    return gather(filter, Order.NEWEST_FIRST, after, count, new ArrayList<>());
  }

  private Future<Listing> gather(
      Filter filter, Order order, @Nullable Cursor after, int count, List<Quarantined> found) {
    return store
        .page(filter.partner(), order, after, Math.max(CHUNK, count))
        .compose(
            page -> {
              Cursor last = null;
              for (Entry entry : page.entries()) {
                Quarantined item = item(entry);
                if (!filter.fits(item)) {
                  continue;
                }
                if (found.size() == count) {
                  return Future.succeededFuture(new Listing(found, last));
                }
                found.add(item);
                last = new Cursor(entry.place(), entry.id());
              }
              return nextOf(page, filter, order, count, found);
            });
  }

  private Future<Listing> nextOf(
      Page page, Filter filter, Order order, int count, List<Quarantined> found) {
    Cursor next = page.next();
    return next == null || found.size() == count
        ? Future.succeededFuture(new Listing(found, next))
        : gather(filter, order, next, count, found);
  }

  /** With its message; null when there is none of that id. */
  public Future<@Nullable Quarantined> show(String id) {
    return store.find(id).map(entry -> entry == null ? null : item(entry));
  }

  /** By partner. */
  public Future<Map<String, Sums>> sums() {
    return store
        .sums()
        .onSuccess(
            sums -> {
              meters.onlyOf(sums.keySet());
              sums.forEach((partner, own) -> meters.size(partner, own.items()));
            });
  }

  /** The newest lines of the trail of what was dismissed. */
  public Future<List<String>> trail(int lines) {
    return store.trail(lines);
  }

  /** Posts one again; null when there is none of that id. */
  public Future<@Nullable Reposted> repost(String id) {
    return store
        .find(id)
        .compose(
            entry ->
                entry == null
                    ? Future.<@Nullable Reposted>succeededFuture(null)
                    : repost(List.of(entry), true).map(all -> all.get(0)));
  }

  /**
   * Posts again those that fit, oldest first, so that orders come before their refunds.
   *
   * @param count how many at most
   */
  public Future<Tally> repost(Filter filter, @Nullable Cursor after, int count) {
    return gather(filter, Order.OLDEST_FIRST, after, count, new ArrayList<>())
        .compose(
            listing ->
                repostIds(listing.items().stream().map(Quarantined::id).toList(), true)
                    .map(fates -> new Tally(tally(fates), listing.next())));
  }

  private static Map<Outcome, Integer> tally(List<Reposted> fates) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    fates.forEach(each -> outcomes.merge(each.fate().outcome(), 1, Integer::sum));
    return outcomes;
  }

  /** What is gone meanwhile is left out. */
  Future<List<Reposted>> repostIds(List<String> ids, boolean asked) {
    Future<List<Reposted>> all = Future.succeededFuture(new ArrayList<>());
    for (int from = 0; from < ids.size(); from += TOGETHER) {
      List<String> some = ids.subList(from, Math.min(from + TOGETHER, ids.size()));
      all =
          all.compose(
              before ->
                  Future.all(some.stream().map(store::find).toList())
                      .compose(found -> repost(found.<@Nullable Entry>list(), asked))
                      .map(
                          fates -> {
                            before.addAll(fates);
                            return before;
                          }));
    }
    return all;
  }

  /**
   * @param asked whether somebody asked for it; if not, what stays for the same reason is not even
   *     noted
   */
  private Future<List<Reposted>> repost(List<? extends @Nullable Entry> entries, boolean asked) {
    return store.wiped().compose(wiped -> repost(entries, asked, new Wipes(wiped)));
  }

  private Future<List<Reposted>> repost(
      List<? extends @Nullable Entry> entries, boolean asked, Wipes wipes) {
    List<Entry> there = new ArrayList<>();
    List<Future<Posted>> posted = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry != null) {
        there.add(entry);
        posted.add(post(entry, wipes));
      }
    }
    return Future.join(posted)
        .transform(
            done -> {
              // what went through is settled even where another failed
              Future<Void> settled = settle(there, posted, asked);
              return done.failed()
                  ? settled.compose(v -> Future.failedFuture(done.cause()))
                  : settled.map(
                      v -> {
                        List<Reposted> fates = new ArrayList<>();
                        for (int i = 0; i < there.size(); i++) {
                          fates.add(new Reposted(there.get(i).id(), posted.get(i).result().fate()));
                        }
                        return fates;
                      });
            });
  }

  /** What became of a message, and what it waits for now. */
  private record Posted(Fate fate, String waits) {}

  private Future<Posted> post(Entry entry, Wipes wipes) {
    Quarantined item = item(entry);
    String message = item.message();
    if (message == null) {
      return Future.succeededFuture(
          new Posted(Fate.stayed(item.about().kind(), item.about().faults()), Waits.FOR_NOTHING));
    }
    try {
      return reposter()
          .post(
              item.partner(),
              item.about().format(),
              message.getBytes(StandardCharsets.UTF_8),
              item.at(),
              clock.getAsLong(),
              wipes)
          .map(Quarantine::posted);
    } catch (RuntimeException fault) {
      throttle
          .of(item.partner() + '/' + fault.getClass().getName(), LOG.atError())
          .addKeyValue(Field.PARTNER.key, item.partner())
          .setCause(Wordless.of(fault))
          .log("Item {} of the quarantine could not be posted again, by our fault", item.id());
      return Future.succeededFuture(
          new Posted(
              Fate.stayed(
                  item.about().kind(),
                  List.of(new Fault("", "the server failed when it was posted again"))),
              entry.waits()));
    }
  }

  private Reposter reposter() {
    Reposter made = reposter == null ? reposters.get() : reposter;
    reposter = made;
    return made;
  }

  private static Posted posted(Reposter.Result result) {
    if (!result.stays().isEmpty()) {
      Item why = result.stays().get(0);
      Fate fate = Fate.stayed(why.kind(), ItemMaker.faults(why.kind(), why.faults()));
      return new Posted(fate, Waits.of(why));
    }
    Outcome outcome =
        result.accepted() > 0
            ? Outcome.ACCEPTED
            : result.duplicates() > 0 ? Outcome.DUPLICATE : Outcome.IGNORED;
    return new Posted(Fate.of(outcome), Waits.FOR_NOTHING);
  }

  private Future<Void> settle(List<Entry> entries, List<Future<Posted>> posted, boolean asked) {
    List<Gone> gone = new ArrayList<>();
    List<Staying> staying = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!posted.get(i).succeeded()) {
        continue;
      }
      Entry entry = entries.get(i);
      Fate fate = posted.get(i).result().fate();
      meters.reposted(fate.outcome(), 1);
      if (fate.outcome() != Outcome.STAYED) {
        gone.add(new Gone(entry.id(), ""));
        continue;
      }
      String about =
          AboutCodec.encode(AboutCodec.decode(entry.about()).because(fate.kind(), fate.faults()));
      String waits = posted.get(i).result().waits();
      if (asked || !about.equals(entry.about()) || !waits.equals(entry.waits())) {
        staying.add(new Staying(entry.id(), waits, about));
      }
    }
    return gone.isEmpty() && staying.isEmpty()
        ? Future.succeededFuture()
        : store.settle(gone, staying).mapEmpty();
  }

  /**
   * Throws one away for good.
   *
   * @param why told in the log and the trail
   * @param by who asked, as far as that is known
   * @return false when there is none of that id
   */
  public Future<Boolean> dismiss(String id, String why, String by) {
    return store
        .find(id)
        .compose(
            entry -> {
              if (entry == null) {
                return Future.succeededFuture(false);
              }
              String line = Trail.dismissed(item(entry), why, by, clock.getAsLong());
              return store
                  .settle(List.of(new Gone(id, line)), List.of())
                  .map(
                      removed -> {
                        if (removed > 0) {
                          LOG.atInfo()
                              .addKeyValue(Field.PARTNER.key, entry.partner())
                              .addKeyValue(Field.REASON.key, why)
                              .log("Item {} was dismissed from the quarantine by {}", id, by);
                          meters.dismissed(removed);
                        }
                        return removed > 0;
                      });
            });
  }

  private static Quarantined item(Entry entry) {
    return new Quarantined(
        entry.id(),
        entry.partner(),
        entry.at(),
        entry.last(),
        entry.times(),
        entry.tries(),
        AboutCodec.decode(entry.about()),
        entry.message().isEmpty() ? null : entry.message());
  }
}

package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.csv.CsvImport;
import org.guchang.ingest.csv.OrderList;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.NotGenuine;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.Push;
import org.guchang.ingest.format.Refusal;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ingest.format.Words;
import org.guchang.ledger.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request in: verify → parse → keep → answer. Whatever depends on what it says comes after
 * its signature. Confined to one event loop.
 *
 * <p>Who is not genuine is answered in our words, whatever format the hook is of: a platform's own
 * would tell a stranger who the partner is.
 */
final class Intake {
  private static final String POST = "POST";

  private final CatalogHolder catalog;
  private final Hooks hooks;
  private final Keeper keeper;
  private final DryRun dryRun;
  private final Receipts receipts;
  private final Rates rates;
  private final CsvImport lists;
  private final DeliveryDigest digest = new DeliveryDigest();
  private final IngestMeters meters;

  Intake(CatalogHolder catalog, Hooks hooks, Steps steps, IngestMeters meters) {
    this.catalog = catalog;
    this.hooks = hooks;
    this.keeper = new Keeper(steps, meters);
    this.dryRun = new DryRun(steps);
    this.receipts = new Receipts(steps.receipts());
    this.rates = steps.rates();
    this.lists = new CsvImport(steps);
    this.meters = meters;
  }

  /**
   * A request, whom it is believed to come from, and how it is spoken of.
   *
   * @param words the platform's own for success and failure, null of a hook that has none
   * @param mark for the log
   */
  private record Asked(Post post, Reporter reporter, @Nullable Words words, DeliveryMark mark) {
    String partner() {
      return reporter.partner().id();
    }
  }

  /**
   * Fails with {@link DeliveryRefused}, or with whatever {@link DeliveryRefused#of} takes.
   *
   * @param peer of the connection
   * @param mark told what comes to be known of the delivery
   */
  Future<Answer> take(Post post, SocketAddress peer, DeliveryMark mark) {
    Catalog current = catalog.current();
    Hooks.Entry at = hooks.of(post.partner(), current);
    Reporter reporter = new Reporter(at.partner(), current, post.receivedAt());
    Asked asked = new Asked(post, reporter, at.hook().words(), mark);
    boolean posted = post.method().equals(POST);
    try {
      Push push = read(post, peer, at, reporter);
      if (push instanceof Push.Handshake handshake) {
        return greeted(handshake, reporter);
      } else if (posted && push instanceof Push.Delivered delivered) {
        return spoken(take(asked, delivered), asked.words());
      } else if (posted && push instanceof OrderList list) {
        return take(asked, list);
      }
      return Future.failedFuture(noHandshake("a delivery"));
    } catch (NotGenuine e) {
      return Future.failedFuture(posted ? unauthorized(e) : noHandshake(e.getMessage()));
    } catch (DeliveryRefused e) {
      return Future.failedFuture(posted ? e : noHandshake(e.getMessage()));
    } catch (UnreadableDelivery e) {
      return posted
          ? spoken(unreadable(asked, e), asked.words())
          : Future.failedFuture(noHandshake("not understood"));
    }
  }

  /** The address comes last, so that nobody without a secret learns which ones are welcome. */
  private static Push read(Post post, SocketAddress peer, Hooks.Entry at, Reporter reporter)
      throws NotGenuine, UnreadableDelivery, DeliveryRefused {
    try {
      Push push = at.hook().read(post, reporter);
      AllowList.check(at.partner().addresses(), peer);
      return push;
    } catch (UnreadableDelivery e) {
      AllowList.check(at.partner().addresses(), peer);
      throw e;
    }
  }

  private static DeliveryRefused unauthorized(NotGenuine why) {
    return new DeliveryRefused(
        DeliveryOutcome.UNAUTHORIZED, Problems.UNAUTHORIZED, String.valueOf(why.getMessage()));
  }

  /** Of a GET, which is there for the platforms whose handshake is one. */
  private static DeliveryRefused noHandshake(@Nullable String why) {
    return new DeliveryRefused(
        DeliveryOutcome.NO_HANDSHAKE, Problems.METHOD_NOT_ALLOWED, "GET: " + why);
  }

  private Future<Answer> greeted(Push.Handshake handshake, Reporter reporter) {
    meters.handshake(reporter.partner().format(), handshake.what());
    return Future.succeededFuture(new Answer(DeliveryOutcome.HANDSHAKE, handshake.reply()));
  }

  private Future<Answer> take(Asked asked, Push.Delivered delivered) {
    ParsedDelivery parsed = delivered.delivery();
    Reporter reporter = asked.reporter();
    asked.mark().isGenuine(delivered.id());
    asked.mark().says(parsed);
    try {
      rates.take(reporter.partner(), parsed);
    } catch (DeliveryRefused e) {
      return Future.failedFuture(e);
    }
    Delivery delivery = named(asked, delivered.id());
    if (DryRun.isAsked(asked.post().query())) {
      return dryRun.tell(delivery, parsed, reporter);
    }
    Future<Settlement> kept =
        receipts.isExpected(delivery, parsed)
            ? receipts.expect(delivery).compose(expected -> keeper.keep(delivery, parsed, reporter))
            : keeper.keep(delivery, parsed, reporter);
    return kept.compose(
        settlement ->
            receipts.isKept(delivery, settlement)
                ? receipts.keep(delivery, settlement).compose(noted -> answer(settlement, asked))
                : answer(settlement, asked));
  }

  /**
   * A platform can do nothing about a conflict: what it sends is told apart by its events alone.
   */
  private Delivery named(Asked asked, @Nullable String id) {
    Post post = asked.post();
    return id == null || asked.words() != null
        ? Delivery.unnamed(post.partner(), post.receivedAt())
        : digest.of(post.partner(), id, post.body(), post.receivedAt());
  }

  private Future<Answer> take(Asked asked, OrderList list) {
    Post post = asked.post();
    Reporter reporter = asked.reporter();
    asked.mark().isGenuine(list.id());
    boolean dryRun = DryRun.isAsked(post.query());
    Delivery delivery = digest.of(post.partner(), list.id(), post.body(), post.receivedAt());
    try {
      rates.take(reporter.partner(), list.events());
    } catch (DeliveryRefused e) {
      return Future.failedFuture(e);
    }
    return (dryRun ? Future.<Void>succeededFuture() : receipts.expect(delivery))
        .compose(noted -> lists.take(delivery, list, reporter, dryRun))
        .map(
            taken -> {
              asked.mark().isAbout(taken.sessions());
              taken
                  .outcomes()
                  .forEach((type, outcome) -> meters.event(reporter.partner().id(), type, outcome));
              DeliveryOutcome outcome =
                  taken.reply().status() == 200
                      ? dryRun ? DeliveryOutcome.DRY_RUN : DeliveryOutcome.ACCEPTED
                      : DeliveryOutcome.REFUSED;
              return new Answer(outcome, taken.reply());
            });
  }

  private Future<Answer> answer(Settlement settlement, Asked asked) {
    ParsedDelivery parsed = settlement.parsed();
    String partner = asked.partner();
    asked.mark().settled(settlement);
    parsed.refusals().forEach(refusal -> meters.refused(partner, refusal));
    settlement.homeless().forEach(index -> meters.unplaced(partner));
    meters.tests(parsed.tests());
    for (String type : parsed.ignored()) {
      meters.ignored(settlement.reporter().partner().format(), type);
    }
    if (asked.words() != null) {
      DeliveryOutcome outcome =
          settlement.isAllRefused() ? DeliveryOutcome.QUARANTINED : DeliveryOutcome.ACCEPTED;
      return Future.succeededFuture(new Answer(outcome, asked.words().success()));
    }
    List<Refusal> rejected = settlement.rejected();
    return settlement.isAllRefused()
        ? Future.failedFuture(
            new DeliveryRefused(
                DeliveryOutcome.REFUSED,
                Problems.allRefused(rejected, parsed.batch()),
                "every event refused"))
        : Future.succeededFuture(Answer.of(settlement.receipt()));
  }

  /** The body is kept as it came, so that a mistake of ours can be seen from what was sent. */
  private Future<Answer> unreadable(Asked asked, UnreadableDelivery why) {
    Post post = asked.post();
    Reporter reporter = asked.reporter();
    Words words = asked.words();
    try {
      rates.take(reporter.partner(), 0);
    } catch (DeliveryRefused e) {
      return Future.failedFuture(e);
    }
    if (DryRun.isAsked(post.query())) {
      return Future.failedFuture(why);
    }
    Item item =
        new Item(
            Kind.UNREADABLE,
            reporter.partner().id(),
            reporter.partner().format(),
            post.receivedAt(),
            0,
            null,
            List.of(new Fault("", String.valueOf(why.getMessage()))),
            post.body());
    return keeper
        .quarantine(List.of(item))
        .compose(
            kept ->
                words == null
                    ? Future.failedFuture(why)
                    : Future.succeededFuture(
                        new Answer(DeliveryOutcome.QUARANTINED, words.success())));
  }

  /** A failure in the partner's words, if it has its own. */
  private static Future<Answer> spoken(Future<Answer> answer, @Nullable Words words) {
    return words == null
        ? answer
        : answer.recover(
            failure -> Future.failedFuture(DeliveryRefused.of(failure).inWords(words)));
  }
}

package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;
import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.Hook;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ledger.Delivery;
import org.guchang.redis.RedisAway;
import org.guchang.redis.RedisRefusal;

/**
 * Posts a message again that was kept: what its hook makes of it now goes the way of a delivery,
 * place → take down → commit. What was counted before is told apart by the events themselves, so
 * posting twice counts once. Confined to one event loop.
 */
public final class Reposter {
  private final CatalogHolder catalog;
  private final Hooks hooks;
  private final Keeper keeper;
  private final IngestMeters meters;

  /**
   * @param steps of the event loop that calls; what is refused again is returned and not kept
   */
  public Reposter(
      Settings.Limits limits,
      CatalogHolder catalog,
      PersonHash persons,
      Steps steps,
      IngestMeters meters) {
    this.catalog = catalog;
    this.hooks = new Hooks(Formats.of(limits, persons));
    this.keeper =
        new Keeper(
            new Steps(steps.placement(), steps.lookups(), steps.ledger(), told(steps.quarantine())),
            meters);
    this.meters = meters;
  }

  /**
   * What became of it.
   *
   * @param accepted events counted now
   * @param duplicates events counted before
   * @param stays why it has to be kept on; empty when it has not
   */
  public record Result(int accepted, int duplicates, List<Item> stays) {}

  /**
   * Fails when it could not be kept, and then the item has to stay as it is.
   *
   * @param format in which it came
   * @param message as {@link QuarantineBook.Item#message}, its persons being tokens
   * @param receivedAt when it came, milliseconds since the epoch
   * @param now milliseconds since the epoch
   */
  public Future<Result> post(
      String partner, String format, byte[] message, long receivedAt, long now) {
    Catalog current = catalog.current();
    Catalog.Partner known = current.partners().get(partner);
    if (known == null) {
      return stays(partner, format, message, receivedAt, "the catalog has no such partner");
    }
    if (!known.format().equals(format)) {
      return stays(
          partner,
          format,
          message,
          receivedAt,
          "it came in format " + format + ", which the partner no longer pushes in");
    }
    Hook hook = hooks.of(partner, current).hook();
    Reporter then = new Reporter(known, current, receivedAt);
    try {
      ParsedDelivery parsed = hook.reread(message, then);
      if (!parsed.refusals().isEmpty()) {
        // what was ahead of the clock then may not be now
        Reporter today = new Reporter(known, current, now);
        ParsedDelivery again = hook.reread(message, today);
        return again.refusals().isEmpty() ? keep(again, today, now) : keep(parsed, then, now);
      }
      return keep(parsed, then, now);
    } catch (UnreadableDelivery e) {
      return stays(partner, format, message, receivedAt, Objects.toString(e.getMessage(), ""));
    }
  }

  private Future<Result> keep(ParsedDelivery parsed, Reporter reporter, long now) {
    return keeper
        .keep(Delivery.unnamed(reporter.partner().id(), now), parsed, reporter)
        .map(
            settlement -> {
              parsed
                  .refusals()
                  .forEach(refusal -> meters.refused(reporter.partner().id(), refusal));
              Receipt receipt = settlement.receipt();
              return new Result(receipt.accepted(), receipt.duplicates(), settlement.quarantined());
            });
  }

  /** Whether a failure is of the moment: the same again later may go well. */
  public static boolean isPassing(Throwable failure) {
    return failure instanceof RedisAway
        || failure instanceof RedisRefusal
        || DeliveryRefused.of(failure).outcome() == DeliveryOutcome.UNAVAILABLE;
  }

  /** Hears of orders, and keeps nothing. */
  private static QuarantineBook told(QuarantineBook book) {
    return new QuarantineBook() {
      @Override
      public Future<Void> keep(List<Item> items) {
        return Future.succeededFuture();
      }

      @Override
      public void came(String partner, Clue order) {
        book.came(partner, order);
      }
    };
  }

  private static Future<Result> stays(
      String partner, String format, byte[] message, long receivedAt, String why) {
    Item item =
        new Item(
            Kind.UNREADABLE,
            partner,
            format,
            receivedAt,
            0,
            null,
            List.of(new Fault("", why)),
            message);
    return Future.succeededFuture(new Result(0, 0, List.of(item)));
  }
}

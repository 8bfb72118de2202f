package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.event.Event;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.NativeFormat;
import org.guchang.ingest.format.NativeMedia;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.Refusal;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.Outcome;

/**
 * Takes a delivery in: verify → parse → commit → receipt. Whatever depends on what the delivery
 * says comes after its signature. Confined to one event loop.
 */
final class Intake {
  private static final CharSequence SPEC_VERSION = HttpHeaders.createOptimized("ce-specversion");

  private final CatalogHolder catalog;
  private final Gatekeeper gatekeeper;
  private final NativeFormat format;
  private final DeliveryDigest digest = new DeliveryDigest();
  private final Ledger ledger;
  private final IngestMeters meters;

  Intake(
      CatalogHolder catalog,
      Gatekeeper gatekeeper,
      NativeFormat format,
      Ledger ledger,
      IngestMeters meters) {
    this.catalog = catalog;
    this.gatekeeper = gatekeeper;
    this.format = format;
    this.ledger = ledger;
    this.meters = meters;
  }

  /** Fails with {@link DeliveryRefused}, or with whatever {@link DeliveryRefused#of} takes. */
  Future<Receipt> take(Post post) {
    ParsedDelivery parsed;
    try {
      Catalog current = catalog.current();
      verify(post, current);
      Catalog.Partner partner =
          Objects.requireNonNull(current.partners().get(post.partner()), "verified");
      parsed = parse(post, new Reporter(partner, current, post.receivedAt()));
    } catch (DeliveryRefused | UnreadableDelivery e) {
      return Future.failedFuture(e);
    }
    if (parsed.events().isEmpty()) {
      return receipt(parsed, List.of());
    }
    Delivery delivery =
        digest.of(
            post.partner(),
            Objects.requireNonNull(post.headers().get(Gatekeeper.ID), "verified"),
            post.body(),
            post.receivedAt());
    return ledger.commit(delivery, parsed.events()).compose(outcomes -> receipt(parsed, outcomes));
  }

  private void verify(Post post, Catalog current) throws DeliveryRefused {
    Gatekeeper.Verdict verdict = gatekeeper.judge(post, current);
    if (verdict != Gatekeeper.Verdict.GENUINE) {
      throw new DeliveryRefused(DeliveryOutcome.UNAUTHORIZED, Problems.UNAUTHORIZED, verdict.words);
    }
  }

  private ParsedDelivery parse(Post post, Reporter reporter) throws UnreadableDelivery {
    return format.parse(
        post.body(),
        NativeMedia.of(
            post.headers().get(HttpHeaders.CONTENT_TYPE), post.headers().get(SPEC_VERSION) != null),
        reporter);
  }

  private Future<Receipt> receipt(ParsedDelivery parsed, List<Outcome> outcomes) {
    int accepted = parsed.tests();
    int duplicates = 0;
    List<Refusal> rejected = parsed.refusals();
    for (int i = 0; i < outcomes.size(); i++) {
      Event event = parsed.events().get(i);
      Outcome outcome = outcomes.get(i);
      if (outcome instanceof Outcome.Accepted) {
        accepted++;
      } else if (outcome instanceof Outcome.Duplicate) {
        duplicates++;
      } else if (outcome instanceof Outcome.Refused refused) {
        rejected = rejected == parsed.refusals() ? new ArrayList<>(rejected) : rejected;
        Fault fault = new Fault(refused.pointer(), refused.reason());
        rejected.add(
            new Refusal(
                parsed.position(i), event.origin().id(), EventType.of(event), List.of(fault)));
      }
      meters.event(EventType.of(event), outcome);
    }
    parsed.refusals().forEach(refusal -> meters.refused(refusal.type()));
    meters.tests(parsed.tests());
    if (rejected != parsed.refusals()) {
      rejected.sort(Comparator.comparingInt(Refusal::index));
    }
    if (accepted + duplicates == 0 && !rejected.isEmpty()) {
      return Future.failedFuture(
          new DeliveryRefused(
              DeliveryOutcome.REFUSED,
              Problems.allRefused(rejected, parsed.batch()),
              "every event refused"));
    }
    return Future.succeededFuture(new Receipt(accepted, duplicates, rejected));
  }
}

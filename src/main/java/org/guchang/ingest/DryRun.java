package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.ingest.Foresight.Told;
import org.guchang.ingest.Placing.Placed;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.Refusal;
import org.guchang.ingest.format.Reply;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Says what would become of a delivery, event by event, and changes nothing: no event is counted,
 * nothing is kept, its id is not used up. Confined to one event loop.
 */
final class DryRun {
  /** Of the query; other members of it are the platforms' own. */
  private static final String ASKED = "dry-run=true";

  private final Placing placing;
  private final Ledger ledger;

  DryRun(Steps steps) {
    this.placing = new Placing(steps.placement());
    this.ledger = steps.ledger();
  }

  static boolean isAsked(@Nullable String query) {
    if (query == null) {
      return false;
    }
    int at = query.indexOf(ASKED);
    int end = at + ASKED.length();
    return at >= 0
        && (at == 0 || query.charAt(at - 1) == '&')
        && (end == query.length() || query.charAt(end) == '&');
  }

  Future<Answer> tell(Delivery delivery, ParsedDelivery parsed, Reporter reporter) {
    return placing
        .foresee(parsed, reporter)
        .compose(
            placed ->
                ledger
                    .foresee(delivery, parsed.events())
                    .map(outcomes -> foresight(parsed, placed, outcomes)))
        .map(
            foresight ->
                new Answer(
                    DeliveryOutcome.DRY_RUN,
                    new Reply(200, Receipt.MEDIA_TYPE, foresight.encode())));
  }

  private static Foresight foresight(ParsedDelivery parsed, Placed placed, List<Outcome> outcomes) {
    int accepted = parsed.tests();
    int duplicates = 0;
    List<Refusal> rejected = new ArrayList<>(parsed.refusals());
    List<Told> told = new ArrayList<>();
    for (Refusal refusal : parsed.refusals()) {
      told.add(Told.rejected(refusal, null));
    }
    for (Placing.Homeless homeless : placed.homeless()) {
      told.add(Told.homeless(homeless));
    }
    for (int i = 0; i < outcomes.size(); i++) {
      Event event = parsed.events().get(i);
      Outcome outcome = outcomes.get(i);
      int index = parsed.position(i);
      if (outcome instanceof Outcome.Refused refused) {
        Fault fault = new Fault(refused.pointer(), refused.reason());
        Refusal refusal =
            new Refusal(index, event.origin().id(), EventType.of(event), List.of(fault));
        rejected.add(refusal);
        told.add(Told.rejected(refusal, event.origin().session()));
      } else {
        boolean fresh = outcome instanceof Outcome.Accepted;
        accepted += fresh ? 1 : 0;
        duplicates += fresh ? 0 : 1;
        told.add(Told.counted(index, event, fresh));
      }
    }
    rejected.sort(Comparator.comparingInt(Refusal::index));
    told.sort(Comparator.comparingInt(Told::index));
    return new Foresight(
        new Receipt(accepted, duplicates, rejected), told, placed.due(), parsed.ignored());
  }
}

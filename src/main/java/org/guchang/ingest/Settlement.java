package org.guchang.ingest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.guchang.event.Event;
import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.Refusal;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/** What became of one delivery's events, as it comes to be known. */
final class Settlement {
  private final Reporter reporter;
  private final ParsedDelivery parsed;
  private int accepted;
  private int duplicates;
  private List<Refusal> rejected;
  private List<Item> quarantined = List.of();
  private @Nullable BitSet homeless;

  Settlement(Reporter reporter, ParsedDelivery parsed) {
    this.reporter = reporter;
    this.parsed = parsed;
    this.rejected = parsed.refusals();
    this.accepted = parsed.tests();
    for (Refusal refusal : parsed.refusals()) {
      quarantine(Kind.REFUSED, refusal.index(), refusal.id(), refusal.faults(), null);
    }
  }

  Reporter reporter() {
    return reporter;
  }

  ParsedDelivery parsed() {
    return parsed;
  }

  /** A message that belongs to no session; kept once, however much it tells. */
  void homeless(Placing.Homeless message) {
    int index = message.index();
    if (homeless == null) {
      homeless = new BitSet();
    }
    if (!homeless.get(index)) {
      homeless.set(index);
      Fault fault = new Fault("", message.reason());
      quarantine(Kind.UNPLACED, index, null, List.of(fault), message.clue());
    }
  }

  /**
   * What the ledger said.
   *
   * @param outcomes one for each of the delivery's events, in their order
   */
  void committed(List<Outcome> outcomes, IngestMeters meters) {
    for (int i = 0; i < outcomes.size(); i++) {
      Event event = parsed.events().get(i);
      Outcome outcome = outcomes.get(i);
      if (outcome instanceof Outcome.Accepted) {
        accepted++;
      } else if (outcome instanceof Outcome.Duplicate) {
        duplicates++;
      } else if (outcome instanceof Outcome.Refused refused) {
        refuse(parsed.position(i), event, new Fault(refused.pointer(), refused.reason()));
      }
      meters.event(reporter.partner().id(), EventType.of(event), outcome);
    }
    if (rejected != parsed.refusals()) {
      rejected.sort(Comparator.comparingInt(Refusal::index));
    }
  }

  private void refuse(int index, Event event, Fault fault) {
    rejected = rejected == parsed.refusals() ? new ArrayList<>(rejected) : rejected;
    Refusal refusal = new Refusal(index, event.origin().id(), EventType.of(event), List.of(fault));
    rejected.add(refusal);
    quarantine(Kind.REFUSED, index, refusal.id(), refusal.faults(), null);
  }

  private void quarantine(
      Kind kind, int index, @Nullable String id, List<Fault> faults, @Nullable Clue clue) {
    if (quarantined.isEmpty()) {
      quarantined = new ArrayList<>();
    }
    quarantined.add(
        new Item(
            kind,
            reporter.partner().id(),
            reporter.partner().format(),
            reporter.receivedAt(),
            index,
            id,
            faults,
            clue,
            parsed.message(index)));
  }

  /** Positions of the messages that belong to no session. */
  IntStream homeless() {
    return homeless == null ? IntStream.empty() : homeless.stream();
  }

  /** What has to be kept besides the ledger. */
  List<Item> quarantined() {
    return quarantined;
  }

  /** Whether there was something to count and nothing of it was. */
  boolean isAllRefused() {
    return accepted + duplicates == 0 && !quarantined.isEmpty();
  }

  List<Refusal> rejected() {
    return rejected;
  }

  Receipt receipt() {
    return new Receipt(accepted, duplicates, rejected);
  }
}

package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Lookup;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.Unplaced;

/**
 * Gives what a push told without a session the one it belongs to: what is placed joins the
 * delivery's events. Confined to one event loop.
 */
final class Placing {
  private static final Placed NOTHING = new Placed(List.of(), List.of());

  private final Placement placement;

  Placing(Placement placement) {
    this.placement = placement;
  }

  /** A message that belongs to no session. */
  record Homeless(int index, Clue clue, String reason) {}

  /** What came of it beside the events. */
  record Placed(List<Homeless> homeless, List<Lookups.Due> due) {}

  Future<Placed> place(ParsedDelivery parsed, Reporter reporter) {
    return place(parsed, clues -> placement.place(clues, reporter));
  }

  /** As {@link #place}, and settles nothing. */
  Future<Placed> foresee(ParsedDelivery parsed, Reporter reporter) {
    return place(parsed, clues -> placement.foresee(clues, reporter));
  }

  private static Future<Placed> place(
      ParsedDelivery parsed, Function<List<Clue>, Future<List<Place>>> ask) {
    if (parsed.unplaced().isEmpty() && parsed.lookups().isEmpty()) {
      return Future.succeededFuture(NOTHING);
    }
    List<Clue> clues = new ArrayList<>();
    parsed.unplaced().forEach(event -> clues.add(event.clue()));
    parsed.lookups().forEach(lookup -> clues.add(lookup.clue()));
    return DeliveryRefused.unavailable("placement", ask.apply(clues))
        .map(places -> sort(parsed, places));
  }

  private static Placed sort(ParsedDelivery parsed, List<Place> places) {
    List<Homeless> homeless = new ArrayList<>(0);
    List<Lookups.Due> due = new ArrayList<>(0);
    int next = 0;
    for (Unplaced event : parsed.unplaced()) {
      Place place = places.get(next++);
      if (place instanceof Place.In in) {
        parsed.accept(event.index(), event.event().apply(in.session()));
      } else if (place instanceof Place.Nowhere nowhere) {
        homeless.add(new Homeless(event.index(), event.clue(), nowhere.reason()));
      }
    }
    for (Lookup lookup : parsed.lookups()) {
      Place place = places.get(next++);
      if (place instanceof Place.In in) {
        due.add(new Lookups.Due(lookup, in.session()));
      } else if (place instanceof Place.Nowhere nowhere) {
        homeless.add(new Homeless(lookup.index(), lookup.clue(), nowhere.reason()));
      }
    }
    return new Placed(homeless, due);
  }
}

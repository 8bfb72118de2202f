package org.guchang.ingest;

import java.util.Map;
import org.guchang.event.Event;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.format.ParsedDelivery;

/**
 * When rehearsals were wiped: what came before does not come into them afterwards.
 *
 * @param at by session, milliseconds since the epoch
 */
public record Wipes(Map<String, Long> at) {

  /** Whether a session was wiped after a message had come. */
  private boolean isSince(long receivedAt, String session) {
    Long wiped = at.get(session);
    return wiped != null && receivedAt <= wiped;
  }

  private static String reason(String session) {
    return "session " + session + " was wiped after this came: dismiss it";
  }

  /** Whether an event names a session that was wiped since; the reason, empty when none does. */
  String reason(ParsedDelivery parsed, long receivedAt) {
    return parsed.events().stream()
        .map(Event::origin)
        .filter(origin -> isSince(receivedAt, origin.session()))
        .findFirst()
        .map(origin -> reason(origin.session()))
        .orElse("");
  }

  /** A placement of what came then: where a session was wiped since, nowhere. */
  Placement since(long receivedAt, Placement placement) {
    return (clues, reporter) ->
        placement
            .place(clues, reporter)
            .map(places -> places.stream().map(place -> left(place, receivedAt)).toList());
  }

  private Place left(Place place, long receivedAt) {
    return place instanceof Place.In in && isSince(receivedAt, in.session())
        ? new Place.Nowhere(reason(in.session()))
        : place;
  }
}

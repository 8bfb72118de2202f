package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;

/**
 * Finds the session of what a push tells without naming one.
 *
 * <p>Contract: the future succeeds with one answer per clue, in their order. A clue may rely on
 * those before it in the same list: an order that one of them opens is where the later ones find
 * it. The same clue asked again, after a crash, on a second delivery or of another server at the
 * same instant, has the same answer as long as the catalog says the same. When the future fails,
 * nothing of the delivery is kept and the partner is asked to send it again. A session found is one
 * that the partner may report on.
 *
 * <p>Confined to the event loop that calls it.
 */
public interface Placement {

  Future<List<Place>> place(List<Clue> clues, Reporter reporter);

  /** As {@link #place}, for who only looks: nothing is settled by asking. */
  default Future<List<Place>> foresee(List<Clue> clues, Reporter reporter) {
    return place(clues, reporter);
  }

  /** Where one clue leads. */
  sealed interface Place {

    /**
     * @param session an id of the catalog
     */
    record In(String session) implements Place {}

    /**
     * @param reason for the operator who reads the quarantine, e.g. {@code no session at that time}
     */
    record Nowhere(String reason) implements Place {}
  }

  /** Knows no more than the catalog: everything a partner pushes belongs to its one session. */
  Placement BY_FIXED_SESSION =
      (clues, reporter) -> {
        Place place = fixed(reporter.partner());
        return Future.succeededFuture(clues.stream().map(clue -> place).toList());
      };

  private static Place fixed(Catalog.Partner partner) {
    return partner.session() == null
        ? new Place.Nowhere("partner " + partner.id() + " has no session of its own")
        : new Place.In(partner.session());
  }
}

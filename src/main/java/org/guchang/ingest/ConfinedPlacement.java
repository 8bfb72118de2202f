package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.OwningLoop;

/**
 * One placement for many event loops: clues are handed to the loop that owns it, and the answer
 * comes back on the caller's. So one order is decided in one place, whichever loop took its push.
 *
 * @param loop owns {@code placement}
 */
public record ConfinedPlacement(OwningLoop loop, Placement placement) implements Placement {

  @Override
  public Future<List<Place>> place(List<Clue> clues, Reporter reporter) {
    return loop.run(() -> placement.place(clues, reporter));
  }

  @Override
  public Future<List<Place>> foresee(List<Clue> clues, Reporter reporter) {
    return loop.run(() -> placement.foresee(clues, reporter));
  }
}

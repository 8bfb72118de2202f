package org.guchang.ingest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Reporter;

/**
 * One placement for many event loops: clues are handed to the loop that owns it, and the answer
 * comes back on the caller's. So one order is decided in one place, whichever loop took its push.
 *
 * @param owner context of the event loop that owns {@code placement}
 */
public record ConfinedPlacement(Context owner, Placement placement) implements Placement {

  @Override
  public Future<List<Place>> place(List<Clue> clues, Reporter reporter) {
    return there(() -> placement.place(clues, reporter));
  }

  @Override
  public Future<List<Place>> foresee(List<Clue> clues, Reporter reporter) {
    return there(() -> placement.foresee(clues, reporter));
  }

  private Future<List<Place>> there(Supplier<Future<List<Place>>> work) {
    Context caller = Vertx.currentContext();
    if (caller == owner || caller == null) {
      return work.get();
    }
    Promise<List<Place>> answer = Promise.promise();
    owner.runOnContext(
        there -> work.get().onComplete(done -> caller.runOnContext(back -> answer.handle(done))));
    return answer.future();
  }
}

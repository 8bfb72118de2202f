package org.guchang.ledger;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import org.guchang.event.Event;

/**
 * One ledger for many event loops: work is handed to the loop that owns it, and the answer comes
 * back on the caller's. So the deliveries of all loops gather in one queue per session, where two
 * ledgers would make half the groups and stand in each other's way.
 *
 * @param owner context of the event loop that owns {@code ledger}
 */
public record ConfinedLedger(Context owner, Ledger ledger) implements Ledger {

  @Override
  public Future<List<Outcome>> commit(Delivery delivery, List<Event> events) {
    return there(() -> ledger.commit(delivery, events));
  }

  @Override
  public Future<List<Outcome>> foresee(Delivery delivery, List<Event> events) {
    return there(() -> ledger.foresee(delivery, events));
  }

  private Future<List<Outcome>> there(Supplier<Future<List<Outcome>>> work) {
    Context caller = Vertx.currentContext();
    if (caller == owner || caller == null) {
      return work.get();
    }
    Promise<List<Outcome>> answer = Promise.promise();
    owner.runOnContext(
        there -> work.get().onComplete(done -> caller.runOnContext(back -> answer.handle(done))));
    return answer.future();
  }
}

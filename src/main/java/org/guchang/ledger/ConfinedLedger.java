package org.guchang.ledger;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.event.Event;

/**
 * One ledger for many event loops: work is handed to the loop that owns it, and the answer comes
 * back on the caller's. So the deliveries of all loops gather in one queue per session, where two
 * ledgers would make half the groups and stand in each other's way.
 *
 * @param loop owns {@code ledger}
 */
public record ConfinedLedger(OwningLoop loop, Ledger ledger) implements Ledger {

  @Override
  public Future<List<Outcome>> commit(Delivery delivery, List<Event> events) {
    return loop.run(() -> ledger.commit(delivery, events));
  }

  @Override
  public Future<List<Outcome>> foresee(Delivery delivery, List<Event> events) {
    return loop.run(() -> ledger.foresee(delivery, events));
  }
}

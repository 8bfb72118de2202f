package org.guchang.quarantine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.guchang.ingest.format.Clue;

/**
 * The orders that something in quarantine waits for, as far as this process knows; what it does not
 * know is found by the next sweep. Shared by the event loops of all doors.
 */
public final class WaitingOrders {
  /** Beyond it the sweep alone finds them. */
  private static final int MAX_KNOWN = 100_000;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile Consumer<String> listener = order -> {};

  void onCame(Consumer<String> asked) {
    listener = asked;
  }

  void add(String order) {
    if (known.size() < MAX_KNOWN) {
      known.add(order);
    }
  }

  void remove(String order) {
    known.remove(order);
  }

  /** From any thread; costs next to nothing while nothing waits. */
  void came(String partner, Clue order) {
    String orderId = order.orderId();
    if (known.isEmpty() || orderId == null) {
      return;
    }
    String waits = Waits.forOrder(partner, order.platform(), orderId);
    if (known.remove(waits)) {
      listener.accept(waits);
    }
  }
}

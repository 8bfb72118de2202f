package org.guchang.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What partners know by themselves of what they sent: each order, refund and like that was answered
 * 2xx must be counted once; what was given up without a 2xx may be counted once or not. By any
 * thread.
 */
final class FaultBook {
  /** An order or a refund, or so many likes. */
  record Item(Kind kind, String platform, String id, long amount) {
    String key() {
      return kind.name() + ' ' + platform + ' ' + id;
    }
  }

  enum Kind {
    PAID,
    REFUNDED,
    LIKED
  }

  private final Map<String, Long> kept = new ConcurrentHashMap<>();
  private final Map<String, Long> open = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> receipts = new ConcurrentLinkedQueue<>();
  final AtomicLong sent = new AtomicLong();
  final AtomicLong deliveries = new AtomicLong();
  final AtomicLong answered = new AtomicLong();
  final AtomicLong refused = new AtomicLong();
  final AtomicLong unanswered = new AtomicLong();
  final AtomicLong orders = new AtomicLong();

  /** Before it is sent for the first time: from now on it may be counted. */
  void sending(List<Item> items) {
    for (Item item : items) {
      if (!kept.containsKey(item.key())) {
        open.put(item.key(), item.amount());
      }
    }
  }

  /** A 2xx came. */
  void kept(String delivery, List<Item> items) {
    answered.incrementAndGet();
    receipts.add(delivery);
    for (Item item : items) {
      if (kept.putIfAbsent(item.key(), item.amount()) == null && item.kind() == Kind.PAID) {
        orders.incrementAndGet();
      }
      open.remove(item.key());
    }
  }

  /** Ids of deliveries that were answered 2xx since it was last asked. */
  List<String> takeReceipts() {
    List<String> taken = new ArrayList<>();
    for (String id = receipts.poll(); id != null; id = receipts.poll()) {
      taken.add(id);
    }
    return taken;
  }

  Map<String, Long> kept() {
    return kept;
  }

  Map<String, Long> open() {
    return open;
  }
}

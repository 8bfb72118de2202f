package org.guchang.quarantine;

import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Clue;

/** What an item waits for, as the text that is stored: an order of a partner on a platform. */
final class Waits {
  static final String FOR_NOTHING = "";
  private static final char BETWEEN = '\0';

  private Waits() {}

  static String of(Item item) {
    Clue clue = item.clue();
    if (item.kind() != Kind.UNPLACED || clue == null || clue.orderId() == null) {
      return FOR_NOTHING;
    }
    if (clue.opens() && clue.createdAt() != Clue.UNKNOWN) {
      return FOR_NOTHING; // its own time has decided
    }
    return forOrder(item.partner(), clue.platform(), clue.orderId());
  }

  static String forOrder(String partner, String platform, String orderId) {
    return partner + BETWEEN + platform + BETWEEN + orderId.replace(BETWEEN, ' ');
  }
}

package org.guchang.ingest;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as it is kept: a letter, the two numbers, and what was rejected as JSON, e.g. {@code
 * c12,1,[{"index":3,…}]}; in brief only how much was rejected, {@code c12,1,!1}.
 *
 * @param claimed whether the ledger was asked to remember the delivery's id: if it was not, and
 *     does, the same id was accepted later
 * @param rejected a JSON array, or its length after an exclamation mark
 */
record StoredReceipt(boolean claimed, int accepted, int duplicates, String rejected) {
  /** The delivery came, and was not answered yet. */
  static final String EXPECTED = "e";

  /** What an accepted event gets, of which nothing is kept but its delivery's id. */
  static final StoredReceipt OF_ONE = new StoredReceipt(true, 1, 0, "[]");

  private static final char CLAIMED = 'c';
  private static final char UNCLAIMED = 'u';
  private static final char BRIEF = '!';

  static StoredReceipt of(Receipt receipt, boolean claimed) {
    return new StoredReceipt(
        claimed, receipt.accepted(), receipt.duplicates(), receipt.encodeRejected());
  }

  String encode() {
    return (claimed ? CLAIMED : UNCLAIMED) + "" + accepted + "," + duplicates + "," + rejected;
  }

  /**
   * @param rejectedCount how many there are
   */
  String encodeBrief(int rejectedCount) {
    String brief = rejectedCount == 0 ? rejected : BRIEF + Integer.toString(rejectedCount);
    return new StoredReceipt(claimed, accepted, duplicates, brief).encode();
  }

  /** Null when the text is {@link #EXPECTED} or none at all. */
  static @Nullable StoredReceipt decode(String text) {
    if (text.isEmpty() || text.equals(EXPECTED)) {
      return null;
    }
    int first = text.indexOf(',');
    int second = text.indexOf(',', first + 1);
    return new StoredReceipt(
        text.charAt(0) == CLAIMED,
        Integer.parseInt(text, 1, first, 10),
        Integer.parseInt(text, first + 1, second, 10),
        text.substring(second + 1));
  }

  /** The receipt as it was answered; where it was kept in brief, with the number left out. */
  byte[] toJson() {
    boolean brief = rejected.charAt(0) == BRIEF;
    String json =
        "{\"accepted\":"
            + accepted
            + ",\"duplicates\":"
            + duplicates
            + ",\"rejected\":"
            + (brief ? "[],\"rejectedLeftOut\":" + rejected.substring(1) : rejected)
            + "}";
    return json.getBytes(StandardCharsets.UTF_8);
  }
}

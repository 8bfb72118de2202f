package org.guchang.replay;

import java.util.List;

/**
 * How a replay went.
 *
 * @param deliveries that were to be sent
 * @param answered of them, with a receipt or a refusal
 * @param accepted events, {@code duplicates} and {@code rejected} likewise, as the receipts say
 * @param retries deliveries sent again because the door was away or busy
 * @param millis how long it took
 * @param problems the first few, for people
 */
public record ReplayResult(
    int deliveries,
    int answered,
    long accepted,
    long duplicates,
    long rejected,
    long retries,
    long millis,
    List<String> problems) {

  /** Whether every event was answered, and accepted or a duplicate. */
  public boolean successful() {
    return answered == deliveries && rejected == 0 && problems.isEmpty();
  }

  /** Deliveries without an answer. */
  public int unanswered() {
    return deliveries - answered;
  }
}

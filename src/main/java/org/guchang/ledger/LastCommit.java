package org.guchang.ledger;

/**
 * What a queue last left in its session. As long as it is still there nobody else has committed,
 * and Redis was not set back: everything the queue knows is what is stored.
 *
 * @param epoch of the data, empty before the first
 * @param version it made
 * @param mark a text that no other commit has left, empty when nothing is to be relied on
 */
record LastCommit(String epoch, long version, String mark) {
  private static final String NO_MARK = "";

  /** Before the first commit. */
  static final LastCommit NONE = new LastCommit("", 0, NO_MARK);

  boolean isRelied() {
    return !mark.isEmpty();
  }

  /** The same data, with nothing to rely on. */
  LastCommit unsure() {
    return isRelied() ? new LastCommit(epoch, 0, NO_MARK) : this;
  }
}

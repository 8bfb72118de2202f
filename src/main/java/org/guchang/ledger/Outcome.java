package org.guchang.ledger;

/** What became of one event. */
public sealed interface Outcome {

  /** It is a fact now. */
  record Accepted() implements Outcome {}

  /** It says nothing that was not known. */
  record Duplicate() implements Outcome {}

  /**
   * It could not be counted, e.g. because a sum would overflow.
   *
   * @param pointer JSON pointer into the event, e.g. {@code /data/amountFen}
   */
  record Refused(String pointer, String reason) implements Outcome {}

  Outcome ACCEPTED = new Accepted();
  Outcome DUPLICATE = new Duplicate();
}

package org.guchang.app.doctor;

/**
 * One thing that was looked at.
 *
 * @param what a few words
 * @param found in a sentence, with the figures
 * @param change what to do about it; empty when it is good
 */
public record Finding(String what, Verdict verdict, String found, String change) {

  /** Whether the evening can begin. */
  public enum Verdict {
    GOOD,
    /** It will do, but is to be known. */
    MIND,
    /** The evening must not begin like this. */
    BAD
  }

  static Finding good(String what, String found) {
    return new Finding(what, Verdict.GOOD, found, "");
  }

  static Finding mind(String what, String found, String change) {
    return new Finding(what, Verdict.MIND, found, change);
  }

  static Finding bad(String what, String found, String change) {
    return new Finding(what, Verdict.BAD, found, change);
  }
}

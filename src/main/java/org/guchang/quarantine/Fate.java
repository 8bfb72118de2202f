package org.guchang.quarantine;

import java.util.List;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Fault;

/**
 * What became of a message that was posted again.
 *
 * @param kind of what stays, for what reason now; {@link Kind#REFUSED} for what does not
 * @param faults at least one for what stays, else none
 */
public record Fate(Outcome outcome, Kind kind, List<Fault> faults) {

  /** How it ended; all but {@link #STAYED} leave the quarantine. */
  public enum Outcome {
    /** Counted now. */
    ACCEPTED,
    /** Counted before. */
    DUPLICATE,
    /** Understood now, and of no use to us. */
    IGNORED,
    /** Refused again. */
    STAYED
  }

  static Fate of(Outcome outcome) {
    return new Fate(outcome, Kind.REFUSED, List.of());
  }

  static Fate stayed(Kind kind, List<Fault> faults) {
    return new Fate(Outcome.STAYED, kind, faults);
  }

  static Fate stayed(Kind kind, String reason) {
    return stayed(kind, List.of(new Fault("", reason)));
  }
}

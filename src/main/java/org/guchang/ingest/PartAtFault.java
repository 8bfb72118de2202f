package org.guchang.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.guchang.ingest.format.Fault;

/** Why an event was refused, as far as a meter tells: which part of it was at fault. */
enum PartAtFault {
  /** A session or platform the partner may not report on. */
  NOT_YOURS(""),
  /** It belongs to no session. */
  UNPLACED(""),
  /** A type that is not spoken. */
  TYPE("/type"),
  /** A session that there is not. */
  SUBJECT("/subject"),
  /** A platform that there is not. */
  SOURCE("/source"),
  /** Missing, unreadable or too far ahead. */
  TIME("/time"),
  ID("/id"),
  /** Lines that do not add up, or are no lines. */
  LINES("/data/lines"),
  /** No amount, or one that no sum could hold. */
  AMOUNT("/data/amountFen"),
  /** Anything else of what it says. */
  DATA("/data"),
  /** It could not be taken for an event at all. */
  MESSAGE("");

  private static final List<PartAtFault> BY_PLACE =
      Arrays.stream(values()).filter(part -> !part.place.isEmpty()).toList();

  final String label = name().toLowerCase(Locale.ROOT);
  private final String place;

  PartAtFault(String place) {
    this.place = place;
  }

  /** Of several faults one that is not the partner's to report on weighs most, then the first. */
  static PartAtFault of(List<Fault> faults) {
    if (faults.stream().anyMatch(Fault::isNotYours)) {
      return NOT_YOURS;
    }
    return faults.isEmpty() ? MESSAGE : at(faults.get(0).pointer());
  }

  /**
   * @param pointer JSON pointer into the event
   */
  static PartAtFault at(String pointer) {
    for (PartAtFault part : BY_PLACE) {
      if (pointer.startsWith(part.place)) {
        return part;
      }
    }
    return MESSAGE;
  }
}

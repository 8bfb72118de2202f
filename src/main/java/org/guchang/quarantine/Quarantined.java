package org.guchang.quarantine;

import java.util.List;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One item of the quarantine.
 *
 * @param at when it first came, milliseconds since the epoch
 * @param last when it last came
 * @param times how often it came
 * @param tries how often it was posted again and stayed
 * @param about what it is and why it is here
 * @param message redacted; null when it was not asked for, or was no JSON and is not kept
 */
public record Quarantined(
    String id,
    String partner,
    long at,
    long last,
    long times,
    long tries,
    About about,
    @Nullable String message) {

  /**
   * What is said of a message.
   *
   * @param index position in its delivery, from 0
   * @param eventId null when it has none
   * @param type what it claims to be, in the platform's words; null when it does not say
   * @param faults at least one
   * @param length of what came, bytes
   * @param digest tells two messages apart that are not kept; keyed, so that nobody finds the
   *     message by trying
   */
  public record About(
      Kind kind,
      String format,
      int index,
      @Nullable String eventId,
      @Nullable String type,
      List<Fault> faults,
      int length,
      String digest) {

    /** The same message, refused for something else. */
    About because(Kind otherKind, List<Fault> otherFaults) {
      return new About(otherKind, format, index, eventId, type, otherFaults, length, digest);
    }

    String reason() {
      return faults.get(0).reason();
    }

    String pointer() {
      return faults.get(0).pointer();
    }
  }
}

package org.guchang.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.NativeMedia;
import org.guchang.ingest.format.Refusal;

/** Every problem the partner door answers with, in the order of their status. */
final class Problems {
  /**
   * Seconds after which a delivery is worth sending again when Redis was away or a queue was full.
   */
  private static final int RETRY_AFTER_SECONDS = 2;

  /** Nobody restores a backup in less. */
  private static final int OPERATOR_SECONDS = 30;

  /** Seconds a restart takes. */
  private static final int RESTART_SECONDS = 10;

  /**
   * One text whatever the reason, so that it tells nobody which partners there are. The log has the
   * reason.
   */
  static final Problem UNAUTHORIZED =
      new Problem(
              ProblemType.UNAUTHORIZED,
              "Check the partner id in the URL; that webhook-id (1 to 256 printable ASCII characters without space and full"
                  + " stop), webhook-timestamp (seconds since 1970) and webhook-signature (v1,…) are sent; that the body is"
                  + " signed byte for byte as it is sent, with an active secret; and your clock against the Date header.")
          .with("WWW-Authenticate", "Webhook-Signature realm=\"guchang\"");

  static final Problem NOT_FOUND =
      new Problem(ProblemType.NOT_FOUND, "Deliveries are posted to /hooks/ and the partner's id.");

  static final Problem RECEIPT_UNKNOWN =
      new Problem(
          ProblemType.RECEIPT_UNKNOWN,
          "Receipts are kept for as long as ids are, at least 4 days, and only of deliveries that were answered with one"
              + " (200) or refused event by event (422). If there was no such answer yet, send the delivery again under the"
              + " same webhook-id.");

  static final Problem ONLY_GET =
      new Problem(
              ProblemType.METHOD_NOT_ALLOWED,
              "Only GET is understood here: ask for pages and receipts with GET; deliveries are posted to /hooks/ and the partner's id.")
          .with("Allow", "GET");

  static final Problem METHOD_NOT_ALLOWED =
      new Problem(
              ProblemType.METHOD_NOT_ALLOWED,
              "Only POST is understood here: send the delivery with POST.")
          .with("Allow", "POST");

  static final Problem COMPRESSED =
      new Problem(
              ProblemType.UNSUPPORTED_ENCODING,
              "Send the body uncompressed, without Content-Encoding.")
          .with("Accept-Encoding", "identity");

  static final Problem CONFLICT =
      new Problem(
          ProblemType.DELIVERY_CONFLICT,
          "A webhook-id stands for one body: send the same body again under it, or the new body under a new one. Nothing was"
              + " counted.");

  static final Problem UNAVAILABLE =
      new Problem(
              ProblemType.UNAVAILABLE,
              "Send the same delivery again under the same webhook-id; what was counted already is not counted twice.")
          .with("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));

  /** Somebody has to look after it; until then nothing is counted. */
  static final Problem DATA_FOREIGN =
      new Problem(
              ProblemType.UNAVAILABLE,
              "The server does not find the data it has served so far, and counts nothing until its operator has put that"
                  + " right. Nothing of this delivery was counted: send it again under the same webhook-id.")
          .with("Retry-After", Integer.toString(OPERATOR_SECONDS));

  /** The server is being stopped, most often to be started again. */
  static final Problem STOPPING =
      new Problem(
              ProblemType.STOPPING,
              "Nothing of this delivery was counted: send it again under the same webhook-id.")
          .with("Retry-After", Integer.toString(RESTART_SECONDS));

  static final Problem INTERNAL =
      new Problem(
          ProblemType.INTERNAL,
          "This is a fault of the server; its log says more. Send the same delivery again later under the same webhook-id.");

  private Problems() {}

  static Problem malformed(String detail) {
    return new Problem(ProblemType.MALFORMED, detail);
  }

  static Problem tooLarge(int limit) {
    return new Problem(
        ProblemType.TOO_LARGE,
        "A delivery may have at most " + limit + " bytes: send several smaller ones.");
  }

  static Problem tooManyEvents(String detail) {
    return new Problem(ProblemType.TOO_MANY_EVENTS, detail);
  }

  static Problem unsupportedMedia(String detail) {
    return new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail)
        .with("Accept", NativeMedia.SPOKEN);
  }

  /**
   * Over the rate.
   *
   * @param seconds after which the delivery may be sent again
   */
  static Problem tooFast(Catalog.Rate rate, long seconds) {
    return new Problem(
            ProblemType.TOO_MANY_REQUESTS,
            "This partner may send "
                + rate.eventsPerSecond()
                + " events a second, "
                + rate.burst()
                + " at once. Nothing was counted: send the same delivery again after "
                + seconds
                + " s.")
        .with("Retry-After", Long.toString(seconds));
  }

  /**
   * Every event was refused.
   *
   * @param batch in a batch pointers start with the event's index, and each event is named with its
   *     first fault; of a single event all faults are named
   */
  static Problem allRefused(List<Refusal> refusals, boolean batch) {
    List<Problem.Item> errors = new ArrayList<>();
    for (Refusal refusal : refusals) {
      if (batch) {
        Fault fault = refusal.faults().get(0);
        errors.add(new Problem.Item("/" + refusal.index() + fault.pointer(), fault.reason()));
      } else {
        refusal
            .faults()
            .forEach(fault -> errors.add(new Problem.Item(fault.pointer(), fault.reason())));
      }
    }
    String detail =
        batch
            ? "None of the " + refusals.size() + " events was accepted; errors says why."
            : "The event was not accepted; errors says why.";
    return new Problem(ProblemType.EVENTS_REFUSED, detail, List.copyOf(errors), Map.of());
  }
}

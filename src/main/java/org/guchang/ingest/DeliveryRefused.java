package org.guchang.ingest;

import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ledger.Ledger;

/**
 * A delivery that is answered with a problem. The message is for the log: no body, no secret, no
 * personal datum.
 */
final class DeliveryRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final DeliveryOutcome outcome;
  private final transient Problem problem;

  DeliveryRefused(DeliveryOutcome outcome, Problem problem, String why) {
    super(why, null, false, false);
    this.outcome = outcome;
    this.problem = problem;
  }

  DeliveryOutcome outcome() {
    return outcome;
  }

  Problem problem() {
    return problem;
  }

  /**
   * The one place where failures become answers; what is none of ours is {@link
   * DeliveryOutcome#FAILED}.
   */
  static DeliveryRefused of(Throwable failure) {
    if (failure instanceof DeliveryRefused refused) {
      return refused;
    } else if (failure instanceof UnreadableDelivery unreadable) {
      return unreadable(unreadable);
    } else if (failure instanceof Ledger.DeliveryConflict) {
      return new DeliveryRefused(
          DeliveryOutcome.CONFLICT, Problems.CONFLICT, "webhook-id was used for another body");
    } else if (failure instanceof Ledger.Unavailable unavailable) {
      return new DeliveryRefused(
          DeliveryOutcome.UNAVAILABLE, Problems.UNAVAILABLE, "ledger: " + unavailable.reason());
    }
    return new DeliveryRefused(
        DeliveryOutcome.FAILED, Problems.INTERNAL, failure.getClass().getSimpleName());
  }

  private static DeliveryRefused unreadable(UnreadableDelivery unreadable) {
    String message = unreadable.getMessage() == null ? "" : unreadable.getMessage();
    return switch (unreadable.kind()) {
      case MALFORMED ->
          new DeliveryRefused(
              DeliveryOutcome.MALFORMED,
              Problems.malformed(message),
              "the body is not a CloudEvent or a batch");
      case TOO_MANY_EVENTS ->
          new DeliveryRefused(
              DeliveryOutcome.TOO_LARGE, Problems.tooManyEvents(message), "too many events");
      case UNSUPPORTED_MEDIA ->
          new DeliveryRefused(
              DeliveryOutcome.UNSUPPORTED,
              Problems.unsupportedMedia(message),
              "media type not spoken");
    };
  }
}

package org.guchang.ingest;

import io.vertx.core.Future;
import org.guchang.ingest.format.Reply;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ingest.format.Words;
import org.guchang.ledger.Ledger;
import org.guchang.redis.RedisAway;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is answered with a problem, or in the platform's words for one. The message is
 * for the log: no body, no secret, no personal datum.
 */
final class DeliveryRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final DeliveryOutcome outcome;
  private final transient Problem problem;
  private final transient @Nullable Reply inWords;

  DeliveryRefused(DeliveryOutcome outcome, Problem problem, String why) {
    this(outcome, problem, why, null);
  }

  private DeliveryRefused(
      DeliveryOutcome outcome, Problem problem, @Nullable String why, @Nullable Reply inWords) {
    super(why, null, false, false);
    this.outcome = outcome;
    this.problem = problem;
    this.inWords = inWords;
  }

  /** The same, to be answered as a platform wants it. */
  DeliveryRefused inWords(Words words) {
    return new DeliveryRefused(
        outcome, problem, getMessage(), words.failure(problem.status(), problem.detail()));
  }

  DeliveryOutcome outcome() {
    return outcome;
  }

  Problem problem() {
    return problem;
  }

  /** The answer of a platform's hook; null where the problem is the answer. */
  @Nullable Reply inWords() {
    return inWords;
  }

  /** Whatever hinders a step: the partner is to send the delivery again. */
  static <T> Future<T> unavailable(String step, Future<T> done) {
    return done.recover(
        failure ->
            Future.failedFuture(
                new DeliveryRefused(
                    DeliveryOutcome.UNAVAILABLE,
                    isForeign(failure) ? Problems.DATA_FOREIGN : Problems.UNAVAILABLE,
                    step + ": " + failure.getClass().getSimpleName())));
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
          DeliveryOutcome.UNAVAILABLE,
          isForeign(failure) ? Problems.DATA_FOREIGN : Problems.UNAVAILABLE,
          "ledger: " + unavailable.reason());
    }
    return new DeliveryRefused(
        DeliveryOutcome.FAILED, Problems.INTERNAL, failure.getClass().getSimpleName());
  }

  private static boolean isForeign(Throwable failure) {
    return failure instanceof Ledger.Unavailable unavailable
        ? unavailable.reason() == Ledger.Reason.DATA_FOREIGN
        : failure instanceof RedisAway away && away.isForeign();
  }

  private static DeliveryRefused unreadable(UnreadableDelivery unreadable) {
    String message = unreadable.getMessage() == null ? "" : unreadable.getMessage();
    return switch (unreadable.kind()) {
      case MALFORMED ->
          new DeliveryRefused(
              DeliveryOutcome.MALFORMED,
              Problems.malformed(message),
              "the body is not what its format is made of");
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

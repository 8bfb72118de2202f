package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.Reply;
import org.jspecify.annotations.Nullable;

/** One request at a hook being received and answered, once. Confined to one event loop. */
final class Exchange {
  private final HookHandler door;
  private final HttpServerRequest request;
  private final String partner;
  private final @Nullable String asked;
  private final BodyReader body;
  private final DeliveryMark mark;
  private final long startedNanos = System.nanoTime();
  private boolean answered;
  private boolean complete;

  /**
   * A delivery, or a question for a receipt.
   *
   * @param asked id of the delivery whose receipt is asked for, null of a delivery itself
   */
  Exchange(HookHandler door, HttpServerRequest request, String partner, @Nullable String asked) {
    this.door = door;
    this.request = request;
    this.partner = partner;
    this.asked = asked;
    this.body = new BodyReader(door.maxBytes());
    this.mark = new DeliveryMark(partner, asked == null ? request.getHeader(Gatekeeper.ID) : asked);
  }

  void onChunk(Buffer chunk) {
    if (!body.add(chunk)) {
      refuseTooLarge();
    }
  }

  void onEnd() {
    complete = true;
    if (answered) {
      return;
    }
    try {
      take().onComplete(this::accept, this::fail);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /**
   * The connection ended or broke; after the body is complete the answer takes its course all the
   * same.
   */
  void onAbort(Throwable cause) {
    if (!complete && !answered) {
      answered = true;
      door.aborted(partner, nanos());
      door.ended();
    }
  }

  void refuseTooLarge() {
    refuse(DeliveryOutcome.TOO_LARGE, Problems.tooLarge(door.maxBytes()), "too many bytes");
  }

  void refuse(DeliveryOutcome outcome, Problem problem, String why) {
    if (!answered) {
      DeliveryRefused refused = new DeliveryRefused(outcome, problem, why);
      answer(refused, refused);
    }
  }

  private Future<Answer> take() {
    return asked == null
        ? door.intake().take(post(), request.remoteAddress(), mark)
        : door.desk().find(post(), request.remoteAddress(), asked);
  }

  private Post post() {
    return new Post(
        request.method().name(),
        partner,
        request.path(),
        request.query(),
        request.headers()::get,
        body.bytes(),
        door.now());
  }

  private void accept(Answer answer) {
    answered = true;
    door.answers().send(request.response(), answer.reply()).onComplete(v -> door.ended());
    door.accepted(partner, answer, mark, nanos());
  }

  private void fail(Throwable failure) {
    answer(DeliveryRefused.of(failure), failure);
  }

  private void answer(DeliveryRefused refused, Throwable cause) {
    answered = true;
    Reply inWords = refused.inWords();
    Future<Void> sent =
        inWords == null
            ? door.answers().send(request.response(), refused.problem())
            : door.answers().send(request.response(), inWords);
    sent.onComplete(v -> door.ended());
    door.refused(partner, new RefusalLog.Refused(mark, refused, cause), nanos());
  }

  private long nanos() {
    return System.nanoTime() - startedNanos;
  }
}

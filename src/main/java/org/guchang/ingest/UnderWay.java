package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * How many requests an instance of the door has begun and not yet answered; so that a server that
 * stops can wait for them. Confined to one event loop.
 */
final class UnderWay {
  private int count;
  private @Nullable Promise<Void> ended;

  /** False when the server is stopping: the request is to be refused. */
  boolean begin() {
    if (ended != null) {
      return false;
    }
    count++;
    return true;
  }

  /** Once for each request that began: its answer is written, or its sender is gone. */
  void end() {
    count--;
    Promise<Void> waiting = ended;
    if (count == 0 && waiting != null) {
      waiting.tryComplete();
    }
  }

  /** Lets no more begin; succeeds when those that began have ended. */
  Future<Void> finish() {
    Promise<Void> waiting = ended;
    if (waiting == null) {
      waiting = Promise.promise();
      ended = waiting;
    }
    if (count == 0) {
      waiting.tryComplete();
    }
    return waiting.future();
  }
}

package org.guchang.ledger;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * The event loop that owns something which other loops use too: work is handed to it, and the
 * answer comes back on the caller's.
 */
public record OwningLoop(Context owner) {

  /** Runs the work there; at once where the caller is there already, or on no event loop. */
  public <T> Future<T> run(Supplier<Future<T>> work) {
    Context caller = Vertx.currentContext();
    if (caller == owner || caller == null) {
      return work.get();
    }
    Promise<T> answer = Promise.promise();
    owner.runOnContext(
        there -> work.get().onComplete(done -> caller.runOnContext(back -> answer.handle(done))));
    return answer.future();
  }
}

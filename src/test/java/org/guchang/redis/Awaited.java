package org.guchang.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work on an event loop, waited for by a test. */
public final class Awaited {

  private Awaited() {}

  /** Runs the work there and waits here; throws what it failed with, or after 20 s. */
  public static <T> T on(Context context, Supplier<Future<T>> work) {
    try {
      return Future.<T>future(done -> context.runOnContext(go -> work.get().onComplete(done)))
          .await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("It did not end within 20 s", late);
    }
  }
}

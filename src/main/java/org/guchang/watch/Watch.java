package org.guchang.watch;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets every lookout look, each at its own pace, one look at a time. */
public final class Watch extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** Somebody who looks. Owned by the event loop of the watch. */
  interface Lookout {

    Duration every();

    /** Looks once; a failure is logged, and the next look comes all the same. */
    Future<?> look();
  }

  private final Function<Vertx, List<Lookout>> lookouts;

  /**
   * @param lookouts made on the event loop that will own them
   */
  Watch(Function<Vertx, List<Lookout>> lookouts) {
    this.lookouts = lookouts;
  }

  @Override
  public Future<?> start() {
    lookouts.apply(vertx).forEach(this::again);
    return Future.succeededFuture();
  }

  private void again(Lookout lookout) {
    look(lookout::look)
        .onFailure(
            failure ->
                LOG.debug(
                    "{} could not look: {}",
                    lookout.getClass().getSimpleName(),
                    failure.toString()))
        .onComplete(looked -> vertx.setTimer(lookout.every().toMillis(), id -> again(lookout)));
  }

  /** What is thrown is a failure too. */
  private static Future<?> look(Supplier<Future<?>> look) {
    return Future.succeededFuture().compose(go -> look.get());
  }
}

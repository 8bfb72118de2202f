package org.guchang.watch;

import io.vertx.core.Future;
import java.time.Duration;
import org.guchang.redis.RedisLink;
import org.guchang.redis.RedisState;

/** Asks Redis how it is. */
final class RedisWatch implements Watch.Lookout {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final RedisLink link;
  private final RedisMeters meters;

  RedisWatch(RedisLink link, RedisMeters meters) {
    this.link = link;
    this.meters = meters;
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Future<?> look() {
    return RedisState.read(link).onSuccess(meters::seen).onFailure(away -> meters.unseen());
  }
}

package org.guchang.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.guchang.config.Settings.Durability;
import org.guchang.log.Field;
import org.guchang.ops.Meter;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ServerCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis still is as it had to be at the start: somebody may have made it a replica, let it
 * throw keys away, or turned its append-only file off.
 */
final class FitnessWatch implements Watch.Lookout {
  private static final Logger LOG = LoggerFactory.getLogger(FitnessWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final RedisLink link;
  private final Durability durability;
  private volatile List<String> problems = List.of();

  FitnessWatch(RedisLink link, Durability durability, MeterRegistry registry) {
    this.link = link;
    this.durability = durability;
    Meter.REDIS_FIT.gauge(registry, () -> problems.isEmpty() ? 1 : 0);
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Future<?> look() {
    return ServerCheck.problems(link, durability).onSuccess(this::tell);
  }

  private void tell(List<String> now) {
    if (!now.equals(problems) && !now.isEmpty()) {
      LOG.atError()
          .addKeyValue(Field.REASON.key, String.join("; ", now))
          .log("Redis is no longer fit to keep what a 2xx promises");
    } else if (!now.equals(problems)) {
      LOG.info("Redis is fit again");
    }
    problems = now;
  }
}

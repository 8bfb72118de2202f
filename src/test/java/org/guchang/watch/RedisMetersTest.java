package org.guchang.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.guchang.redis.RedisState;
import org.junit.jupiter.api.Test;

final class RedisMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();
  private final RedisMeters meters = new RedisMeters(registry, nanos::get);

  private static RedisState state(boolean written, boolean outstanding) {
    return new RedisState(100, 1_000, written, true, 10, outstanding, 3);
  }

  private double value(String name) {
    return registry.get(name).gauge().value();
  }

  @Test
  void while_something_is_outstanding_the_age_grows() {
    meters.seen(state(true, false));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(20));
    meters.seen(state(true, true));
    assertThat(value("guchang.redis.fsync.age")).isEqualTo(20);
    meters.seen(state(true, false));
    assertThat(value("guchang.redis.fsync.age")).isZero();
  }

  @Test
  void a_write_that_failed_is_told() {
    meters.seen(state(false, true));
    assertThat(registry.get("guchang.redis.aof.up").tag("what", "write").gauge().value()).isZero();
    assertThat(registry.get("guchang.redis.aof.up").tag("what", "rewrite").gauge().value())
        .isEqualTo(1);
  }

  @Test
  void what_was_said_before_redis_went_away_is_said_no_more() {
    meters.seen(state(true, false));
    assertThat(value("guchang.redis.memory")).isEqualTo(100);
    meters.unseen();
    assertThat(value("guchang.redis.memory")).isNaN();
  }
}

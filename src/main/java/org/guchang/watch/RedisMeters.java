package org.guchang.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.guchang.ops.Meter;
import org.guchang.redis.RedisState;
import org.jspecify.annotations.Nullable;

/**
 * What Redis said of itself when it was last asked; not a number while it does not answer, since
 * what it said before is no longer true.
 */
final class RedisMeters {
  private final LongSupplier nanos;
  private volatile @Nullable RedisState state;
  private volatile long settledNanos;

  RedisMeters(MeterRegistry registry) {
    this(registry, System::nanoTime);
  }

  RedisMeters(MeterRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    this.settledNanos = nanos.getAsLong();
    gauge(registry, Meter.REDIS_MEMORY, RedisState::memoryBytes);
    gauge(registry, Meter.REDIS_MEMORY_LIMIT, RedisState::memoryLimitBytes);
    gauge(registry, Meter.REDIS_AOF_UP, seen -> seen.written() ? 1 : 0, "write");
    gauge(registry, Meter.REDIS_AOF_UP, seen -> seen.rewritten() ? 1 : 0, "rewrite");
    gauge(registry, Meter.REDIS_AOF_SIZE, RedisState::fileBytes);
    gauge(registry, Meter.REDIS_FSYNC_DELAYED, RedisState::delayedFsyncs);
    Meter.REDIS_FSYNC_AGE.gauge(registry, () -> (nanos.getAsLong() - settledNanos) / 1e9);
  }

  private void gauge(
      MeterRegistry registry, Meter meter, ToDoubleFunction<RedisState> figure, String... labels) {
    meter.gauge(
        registry,
        () -> {
          RedisState seen = state;
          return seen == null ? Double.NaN : figure.applyAsDouble(seen);
        },
        labels);
  }

  void seen(RedisState now) {
    state = now;
    if (!now.outstanding()) {
      settledNanos = nanos.getAsLong();
    }
  }

  void unseen() {
    state = null;
  }
}

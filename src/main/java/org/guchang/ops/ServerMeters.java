package org.guchang.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the server tells of itself beside its rooms: the Java machine, event loops, Redis, health.
 */
public final class ServerMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Timer redis;
  private final Timer loopDelay;

  public ServerMeters(MeterRegistry registry) {
    this.registry = registry;
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
    redis = timer(Meters.REDIS_ROUNDTRIP, "From sending something to Redis to its answer");
    loopDelay = timer(Meters.LOOP_DELAY, "How late event loops run what was due");
  }

  private Timer timer(String name, String sentence) {
    return Timer.builder(name)
        .description(sentence)
        .serviceLevelObjectives(
            Duration.ofNanos(500_000),
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
  }

  /** Shows a part of the health as a gauge too. */
  public void show(Health health, String part) {
    Gauge.builder(
            Meters.PART_UP,
            health,
            told -> {
              Health.Part state = told.parts().get(part);
              return state != null && state.up() ? 1 : 0;
            })
        .description("1 when the part works, 0 when not")
        .tag("part", part)
        .register(registry);
  }

  public void redisRoundTrip(long nanos) {
    redis.record(nanos, TimeUnit.NANOSECONDS);
  }

  public void loopDelay(long nanos) {
    loopDelay.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    gc.close();
  }
}

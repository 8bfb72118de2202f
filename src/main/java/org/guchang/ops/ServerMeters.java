package org.guchang.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.concurrent.TimeUnit;
import org.guchang.redis.LinkObserver;

/**
 * What the server tells of itself beside its rooms: the Java machine, event loops, Redis, health.
 */
public final class ServerMeters implements LinkObserver, AutoCloseable {

  private final MeterRegistry registry;
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Timer redis;
  private final Counter reconnects;
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
    redis = Meter.REDIS_ROUNDTRIP.timer(registry);
    reconnects = Meter.REDIS_RECONNECTS.counter(registry);
    loopDelay = Meter.LOOP_DELAY.timer(registry);
    Meter.BUILD_INFO.gauge(
        registry,
        () -> 1,
        Version.current(),
        System.getProperty("java.runtime.version", "unknown"));
  }

  /** Shows a part of the health as a gauge too. */
  public void show(Health health, String part) {
    Meter.PART_UP.gauge(
        registry,
        () -> {
          Health.Part state = health.parts().get(part);
          return state != null && state.up() ? 1 : 0;
        },
        part);
  }

  @Override
  public void roundTrip(long nanos) {
    redis.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void reconnected() {
    reconnects.increment();
  }

  public void loopDelay(long nanos) {
    loopDelay.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    gc.close();
  }
}

package org.guchang.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.guchang.ops.Meter;

/** Looks how much room is left where the embedded Redis keeps its files. */
final class DiskWatch implements Watch.Lookout {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Path dir;
  private volatile double free = Double.NaN;
  private volatile double size = Double.NaN;

  DiskWatch(Vertx vertx, Path dir, MeterRegistry registry) {
    this.vertx = vertx;
    this.dir = dir;
    Meter.DATA_FREE.gauge(registry, () -> free);
    Meter.DATA_SIZE.gauge(registry, () -> size);
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  /** Off the event loop: a file system that hangs is one of the things to be seen. */
  @Override
  public Future<?> look() {
    return vertx.executeBlocking(
        () -> {
          FileStore store = Files.getFileStore(dir);
          free = store.getUsableSpace();
          size = store.getTotalSpace();
          return store;
        });
  }
}

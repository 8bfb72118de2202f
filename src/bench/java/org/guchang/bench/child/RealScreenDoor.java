package org.guchang.bench.child;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.screen.ScreenDoor;
import org.guchang.screen.ScreenMeters;
import org.jspecify.annotations.Nullable;

/** The real screen door in front of a session that moves as often as frames may be sent. */
final class RealScreenDoor implements Specimen {
  static final String SESSION = "jiaocheng-0516";

  /** Five frames a second, the default. */
  static final long FRAME_MILLIS = 200;

  private @Nullable Vertx vertx;

  @Override
  public Map<String, String> start(Map<String, String> options) throws Exception {
    Vertx made = Transports.vertx(options.getOrDefault("transport", "epoll"), 1);
    vertx = made;
    Settings settings = BenchSettings.of(options);
    Catalog catalog = CatalogLoader.load(settings.catalogDir());
    MovingSession session = new MovingSession(catalog, SESSION, Clock.systemUTC());
    ScreenDoor door =
        new ScreenDoor(
            settings,
            new CatalogHolder(catalog),
            () -> session,
            () -> (Consumer<String> onChange) -> tell(made, onChange),
            new ScreenMeters(
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), System::currentTimeMillis));
    made.deployVerticle(door).await(20, TimeUnit.SECONDS);
    return Map.of("port", Integer.toString(door.port()));
  }

  private static void tell(Vertx vertx, Consumer<String> onChange) {
    vertx.setPeriodic(FRAME_MILLIS, id -> onChange.accept(SESSION));
  }

  @Override
  public String answer(String question) {
    throw new IllegalArgumentException(question);
  }

  @Override
  public void stop() throws Exception {
    if (vertx != null) {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }
}

package org.guchang.screen;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.guchang.board.FakeSessions;
import org.guchang.board.Figures;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;

/** A screen door on a free port, over a store in memory. */
final class DoorOnTest implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final FakeSessions store = new FakeSessions();
  final CatalogHolder catalog = new CatalogHolder(Figures.catalog("d1", "j", "w"));
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScreenDoor door;
  private volatile Consumer<String> changed = session -> {};
  private volatile io.vertx.core.Context loop;

  DoorOnTest(int slowSeconds, int maxScreens) {
    store.put(new Figures("j").order(Figures.START_MINUTE, "douyin", "p0", 1, 100, 0).done());
    store.put(new Figures("w").done());
    Settings.Door free = new Settings.Door("127.0.0.1", 0);
    Settings settings =
        new Settings(
            free,
            free,
            free,
            Settings.Tls.NONE,
            new Settings.Redis(null, ""),
            Path.of("data"),
            null,
            new Settings.Durability.EverySecond(),
            new Settings.Limits(1, 1, 1, 1, 1, 1),
            new Settings.Board(20, slowSeconds, maxScreens),
            new Settings.Privacy(null, 0),
            new Settings.Routing(0, 0),
            new Settings.Quarantine(1, 1),
            Settings.Watch.USUAL,
            Settings.Access.USUAL,
            Settings.Log.USUAL,
            ZoneId.of("Asia/Shanghai"));
    door =
        new ScreenDoor(
            settings,
            catalog,
            () -> store,
            () ->
                listener -> {
                  loop = Vertx.currentContext();
                  changed = listener;
                },
            new ScreenMeters(registry, System::currentTimeMillis),
            null,
            Clock.systemUTC(),
            null);
    try {
      vertx.deployVerticle(door).await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the door did not open", e);
    }
  }

  int port() {
    return door.port();
  }

  void tell(String session) {
    loop.runOnContext(now -> changed.accept(session));
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }
}

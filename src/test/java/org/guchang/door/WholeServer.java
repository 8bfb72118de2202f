package org.guchang.door;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.guchang.config.SettingsLoader;
import org.guchang.redis.EmbeddedRedis;

/** The whole server with the bundled catalog and a Redis of its own, on free ports. */
public final class WholeServer implements AutoCloseable {
  private final Application application;
  public final Doors doors;

  /**
   * Starts it.
   *
   * @param dir for its data
   * @param more variables of its environment
   */
  public WholeServer(Path dir, Map<String, String> more) throws Exception {
    Map<String, String> env =
        new HashMap<>(
            Map.of(
                "GUCHANG_SCREEN_PORT", "0",
                "GUCHANG_PARTNER_PORT", "0",
                "GUCHANG_OPS_PORT", "0",
                "GUCHANG_DATA_DIR", dir.resolve("data").toString(),
                "GUCHANG_LEDGER_DURABILITY", "everysec"));
    env.putAll(more);
    Settings settings = SettingsLoader.load((Path) null, env);
    application =
        Application.of(
            settings,
            new CatalogHolder(CatalogLoader.load(null)),
            new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false));
    try {
      doors = application.start().await(60, TimeUnit.SECONDS);
    } catch (Exception failed) {
      application.stop();
      throw failed;
    }
  }

  public Door at(DoorName name) {
    return switch (name) {
      case SCREEN -> doors.screen();
      case PARTNER -> doors.partner();
      case OPS -> doors.ops();
    };
  }

  @Override
  public void close() {
    application.stop();
  }
}

package org.guchang.bench.child;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.Settings;
import org.guchang.redis.EmbeddedRedis;
import org.jspecify.annotations.Nullable;

/**
 * The whole product as {@code serve} starts it, with its embedded Redis, or with an outside one
 * ({@code redis}), which is then asked past all that may lie between ({@code probe}, a uri).
 */
final class RealApplication implements Specimen {
  private static final long PATIENCE_SECONDS = 30;

  private @Nullable Application application;
  private @Nullable Vertx vertx;
  private @Nullable RedisProbe probe;

  @Override
  public Map<String, String> start(Map<String, String> options) throws Exception {
    Settings settings = BenchSettings.of(options);
    CatalogHolder catalog = new CatalogHolder(CatalogLoader.load(settings.catalogDir()));
    Application made =
        Application.of(settings, catalog, new EmbeddedRedis.Start(System.getenv("PATH"), false));
    application = made;
    Doors doors = made.start().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String url = options.get("probe");
    if (url == null) {
      url = EmbeddedRedis.urlOf(settings.dataDir()).orElseThrow();
    }
    vertx = Transports.vertx("nio", 1);
    RedisProbe opened = new RedisProbe(vertx, url, settings.redis().prefix());
    probe = opened;
    Map<String, String> facts = new HashMap<>();
    facts.put("port", Integer.toString(doors.partner().port()));
    facts.put("opsPort", Integer.toString(doors.ops().port()));
    facts.put("screenPort", Integer.toString(doors.screen().port()));
    facts.put("redisPid", opened.pid());
    return facts;
  }

  @Override
  public String answer(String question) throws Exception {
    return Objects.requireNonNull(probe).answer(question);
  }

  @Override
  public void stop() throws Exception {
    if (probe != null) {
      probe.close();
    }
    if (vertx != null) {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    if (application != null) {
      application.stop();
    }
  }
}

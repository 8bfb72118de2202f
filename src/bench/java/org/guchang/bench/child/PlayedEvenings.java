package org.guchang.bench.child;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import org.guchang.replay.Replayer;
import org.guchang.replay.Scenario;

/**
 * Both bundled evenings, played side by side into a partner door; it is left in the middle of them
 * when the process ends.
 */
final class PlayedEvenings implements Specimen {
  private static final String PARTNER = "demo";

  private final List<Future<?>> playing = new ArrayList<>();

  /**
   * Begins.
   *
   * @param options {@code port} of the door, {@code speed}
   */
  @Override
  public Map<String, String> start(Map<String, String> options) throws Exception {
    Catalog catalog = CatalogLoader.load((Path) null);
    Catalog.Partner partner = catalog.partners().get(PARTNER);
    if (partner == null) {
      throw new IllegalStateException("the bundled catalog has no partner " + PARTNER);
    }
    URI door = URI.create("http://127.0.0.1:" + options.get("port"));
    String secret = partner.secrets().get(0).value();
    double speed = Double.parseDouble(options.getOrDefault("speed", "60"));
    Vertx vertx = Vertx.vertx();
    for (String name : Scenario.BUNDLED) {
      Scenario scenario = Scenario.load(name, catalog);
      playing.add(Replayer.replay(vertx, door, partner.id(), secret, scenario, speed));
    }
    return Map.of();
  }

  /** How many go on, whatever is asked. */
  @Override
  public String answer(String question) {
    return Long.toString(playing.stream().filter(evening -> !evening.isComplete()).count());
  }

  @Override
  public void stop() {}
}

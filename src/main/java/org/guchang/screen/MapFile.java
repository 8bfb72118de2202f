package org.guchang.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.config.map.CountyMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/map}: the outlines of counties, {@code {"width", "height", "shapes": {county:
 * {"path", "x", "y", "room"}}}} in units of their box, for whoever sees the board of a campaign;
 * others need not know which counties there are. Made once a catalog. Confined to the door's event
 * loop.
 */
final class MapFile {
  private final CatalogHolder catalog;
  private String madeOf = "";
  private @Nullable WebFile file;

  MapFile(CatalogHolder catalog) {
    this.catalog = catalog;
  }

  /**
   * @param seen which boards there are for who asks
   */
  void answer(HttpServerRequest request, Predicate<String> seen) {
    Catalog current = catalog.current();
    if (!current.digest().equals(madeOf)) {
      madeOf = current.digest();
      file = current.map().shapes().isEmpty() ? null : made(current.map());
    }
    WebFile ready = file;
    boolean allowed =
        current.campaigns().keySet().stream().anyMatch(id -> seen.test("campaign/" + id));
    if (ready == null || !allowed) {
      Answers.problem(request, 404, "Not found", "There is no map of counties here");
    } else {
      Answers.file(request, "map.json", ready);
    }
  }

  private static WebFile made(CountyMap map) {
    JsonObject shapes = new JsonObject();
    map.shapes()
        .forEach(
            (county, shape) ->
                shapes.put(
                    county,
                    new JsonObject()
                        .put("path", shape.path())
                        .put("x", shape.x())
                        .put("y", shape.y())
                        .put("room", shape.room())));
    JsonObject whole =
        new JsonObject()
            .put("width", map.width())
            .put("height", map.height())
            .put("shapes", shapes);
    return WebFile.of(whole.encode().getBytes(UTF_8), "application/json", "");
  }
}

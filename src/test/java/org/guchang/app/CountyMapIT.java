package org.guchang.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.guchang.screen.ScreenBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator has map data of the city, and puts it into the catalog while the wall hangs. */
final class CountyMapIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Invented shapes; the third is of a neighbour that does not sell. */
  static final String OUTLINES =
      """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "交城县", "adcode": 1}, "geometry": {"type": "Polygon",
         "coordinates": [[[111.2, 37.4], [112.2, 37.5], [112.3, 38.1], [111.4, 38.0], [111.2, 37.4]]]}},
        {"type": "Feature", "properties": {"name": "文水县"}, "geometry": {"type": "MultiPolygon",
         "coordinates": [[[[111.2, 37.4], [111.5, 36.9], [112.4, 37.0], [112.2, 37.5], [111.2, 37.4]]]]}},
        {"type": "Feature", "properties": {"name": "岚县"}, "geometry": {"type": "Polygon",
         "coordinates": [[[111.4, 38.0], [112.3, 38.1], [112.0, 38.5], [111.4, 38.0]]]}}
      ]}
      """;

  @TempDir private Path dir;

  @Test
  void theWall_showsTheMap_asSoonAsItIsThere_andTilesAgain_whenItIsGone() throws Exception {
    Path catalog = TwoCounties.catalog(dir);
    Path file = catalog.resolve("counties.geojson");
    try (ServerProcess server =
            new ServerProcess(dir, "catalog: {dir: %s}".formatted(catalog)).awaitReady();
        ScreenBrowser browser = new ScreenBrowser();
        Page page = browser.page(1920, 1080)) {
      TwoCounties.sell(server);
      TwoCounties.sellMore(server, "jc", "nobody-knows-it", 1_230_000);
      page.navigate(server.screenDoor().resolve("/boards/campaign/may").toString());
      Locator tiles = page.locator("#counties .tile");
      assertThat(tiles).hasCount(3);
      assertThat(outlines(server, null).statusCode()).isEqualTo(404);

      Files.writeString(file, OUTLINES.replace("MultiPolygon", "Point"));
      assertThat(reload(server))
          .startsWith("422")
          .contains("counties.geojson /features/1/geometry/type")
          .contains("must be Polygon or MultiPolygon");
      assertThat(outlines(server, null).statusCode()).isEqualTo(404);
      assertThat(tiles).hasCount(3);

      Files.writeString(file, OUTLINES);
      assertThat(reload(server)).startsWith("200").contains("\"map\"");
      assertThat(page.locator("#counties .shape")).hasCount(3);
      assertThat(label(page, "交城县")).hasText("交城县5.5");
      assertThat(tiles).hasText(Pattern.compile("未归属\\s*1.2"));
      JsonNode counties = server.state("campaign/may").path("counties");
      for (String county : new String[] {"交城县", "文水县"}) {
        assertThat(label(page, county)).isVisible();
        assertThat(label(page, county))
            .hasAttribute("data-value", counties.path(county).path("gmvFen").asText());
      }
      assertThat(label(page, "岚县")).isHidden();

      TwoCounties.sellMore(server, "ws", "ws-1", 10_000_000);
      assertThat(label(page, "文水县")).hasText("文水县17.7");
      page.locator("#counties .shape").nth(1).hover();
      assertThat(page.locator("#counties .map-told")).hasText("文水县 177,712.30 元");

      HttpResponse<String> first = outlines(server, null);
      assertThat(first.body()).doesNotContain("Fen").contains("交城县");
      String etag = first.headers().firstValue("etag").orElseThrow();
      assertThat(outlines(server, etag).statusCode()).isEqualTo(304);

      hidden(browser, server);
      Files.delete(file);
      assertThat(reload(server)).startsWith("200");
      assertThat(tiles).hasCount(3);
      assertThat(page.locator("#counties .shape")).hasCount(0);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** For eyes that may not see amounts, in English, on a phone. */
  private static void hidden(ScreenBrowser browser, ServerProcess server) {
    try (Page page = browser.page(390, 844)) {
      page.navigate(
          server.screenDoor().resolve("/boards/campaign/may?amounts=hidden&lang=en").toString());
      assertThat(label(page, "交城县")).hasText("交城县•••");
      assertThat((String) page.locator("#counties").evaluate("e => e.outerHTML"))
          .contains("Unattributed")
          .doesNotContain("5.5")
          .doesNotContain("5550550");
    }
  }

  private static Locator label(Page page, String county) {
    return page.locator("#counties .map-label")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + county)));
  }

  private static String reload(ServerProcess server) throws IOException, InterruptedException {
    return NativePartner.post(server.opsDoor().resolve("/catalog/reload"));
  }

  private static HttpResponse<String> outlines(ServerProcess server, String etag)
      throws IOException, InterruptedException {
    URI address = server.screenDoor().resolve("/api/map");
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (etag != null) {
      request.header("if-none-match", etag);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}

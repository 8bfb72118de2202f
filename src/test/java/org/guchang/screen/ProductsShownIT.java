package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.guchang.board.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When products were shown: marks on the trend, now and in the past, and a list in the review. */
final class ProductsShownIT {
  private static final String BOARD = "session/jiaocheng-0516";

  private final OffsetDateTime now =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);

  private static JsonObject shown(String sku, OffsetDateTime at) {
    JsonObject product = new JsonObject().put("shownAt", at.toString());
    return new JsonObject().put("products", new JsonObject().put(sku, product));
  }

  private static void awaitDrawn(Page page, String text) {
    page.waitForFunction("text => globalThis.drawn.includes(text)", text);
  }

  @ParameterizedTest
  @CsvSource({"1920, 1080", "3840, 1080", "390, 844"})
  void the_newest_is_named_and_the_others_are_under_the_pointer(int width, int height) {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(Evening.live());
        ScreenBrowser browser = new ScreenBrowser();
        Page page = browser.page(width, height)) {
      door.loses(shown("zao", now.minusMinutes(90)));
      page.addInitScript(ScreenBrowser.KEEP_DRAWN);
      page.navigate(door.url("/boards/" + BOARD));
      awaitDrawn(page, "交城骏枣");
      door.tells(shown("shaji", now.minusMinutes(50)));
      awaitDrawn(page, "沙棘汁");
      Locator told = page.locator("#trend .shown-names");
      assertThat(told).isHidden();
      page.locator("#trend .plot").scrollIntoViewIfNeeded();
      point(page, told);
      assertThat(told).hasText(Pattern.compile("\\d\\d:\\d\\d 展示 交城骏枣"));
      page.mouse().move(1, 1);
      assertThat(told).isHidden();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** Along the plot from the left until something is told. */
  private static void point(Page page, Locator told) {
    BoundingBox box = page.locator("#trend .plot").boundingBox();
    for (double x = box.x + 1; x < box.x + box.width && !told.isVisible(); x += 4) {
      page.mouse().move(x, box.y + box.height * 0.7);
    }
  }

  @Test
  void the_past_has_the_marks_it_had_also_when_nothing_moves_any_more() {
    JsonObject ended = Evening.live();
    ended.getJsonObject("board").put("status", "ended");
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(ended);
        ScreenBrowser browser = new ScreenBrowser();
        Page page = browser.wall()) {
      door.loses(shown("shaji", now.minusMinutes(30)));
      page.route(
          "**/api/moments/**",
          route ->
              json(
                  route,
                  new JsonObject()
                      .put("from", now.minusMinutes(112).toString())
                      .put("to", now.toString())));
      JsonObject then = Evening.live().mergeIn(shown("zao", now.minusMinutes(90)), true);
      page.route(
          "**/api/boards/**at=**",
          route -> json(route, new JsonObject().put("kind", "snapshot").put("state", then)));
      page.addInitScript(ScreenBrowser.KEEP_DRAWN);
      page.navigate(door.url("/boards/" + BOARD));
      awaitDrawn(page, "沙棘汁");
      // nothing comes any more, and no beat is due
      page.waitForTimeout(1_500);
      page.evaluate("() => { globalThis.drawn = []; }");
      page.locator(".time-open").click();
      awaitDrawn(page, "交城骏枣");
      assertThat((Boolean) page.evaluate("() => globalThis.drawn.includes('沙棘汁')")).isFalse();
      page.locator(".time-range").press("Escape");
      awaitDrawn(page, "沙棘汁");
    }
  }

  @Test
  void the_review_lists_what_was_shown_when() throws Exception {
    try (DoorOnTest door = new DoorOnTest(10, 10);
        ScreenBrowser browser = new ScreenBrowser();
        Page page = browser.page(1280, 1200)) {
      door.store.put(
          new Figures("j")
              .order(Figures.START_MINUTE, "douyin", "p0", 3, 35_276_450, 0)
              .order(Figures.START_MINUTE + 7, "kuaishou", "p1", 1, 99, 0)
              .shown("p1", (Figures.START_MINUTE + 5) * 60_000)
              .shown("p0", Figures.START_MILLIS + 59_000)
              .done());
      page.navigate("http://127.0.0.1:" + door.port() + "/review/session/j");
      assertThat(page.locator("#shown li")).hasText(new String[] {"19:30 骏枣", "19:35 小米"});
    }
  }

  private static void json(Route route, JsonObject body) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(body.encode()));
  }
}

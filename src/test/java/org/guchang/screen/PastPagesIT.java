package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.guchang.board.Figures;
import org.junit.jupiter.api.Test;

/** The past on the wall, and what is printed of a board: the same figures as the API's. */
final class PastPagesIT {
  private static final String BOARD = "session/jiaocheng-0516";

  @Test
  void anyMinute_isShownAsThePast_andLeftForTheLiveBoard() {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(Evening.live());
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.wall();
      page.route("**/api/moments/**", route -> json(route, range()));
      page.route(
          "**/api/boards/**at=**",
          route -> {
            String at = route.request().url().replaceAll(".*at=", "");
            long minutes = (Instant.parse(at.replace("Z", ":00Z")).getEpochSecond() / 60) % 1000;
            json(route, past(minutes));
          });
      page.navigate(door.url("/boards/" + BOARD));
      Locator money = page.locator("#money .money");
      assertThat(money).hasText("¥352,764.00");
      assertThat(page.locator(".time-bar")).isHidden();

      page.locator(".time-open").click();
      assertThat(page.locator(".time-clock")).hasText("21:22");
      assertThat(page.locator("body")).hasClass(java.util.regex.Pattern.compile(".*past.*"));
      page.locator(".time-range").press("Home");
      assertThat(page.locator(".time-clock")).hasText("19:30");
      assertThat(page.locator("#money .money")).hasText(yuan("2020-05-16T11:30:00Z"));
      // what comes live meanwhile does not show through
      door.tells(totals(99_900_000L));
      page.locator(".time-range").press("ArrowRight");
      assertThat(page.locator(".time-clock")).hasText("19:31");
      assertThat(money).hasText(yuan("2020-05-16T11:31:00Z"));

      page.locator(".time-range").press("Escape");
      assertThat(money).hasText("¥999,000.00");
      assertThat(page.locator(".time-bar")).isHidden();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void thePast_isCalledSoInEnglish() {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(Evening.live());
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.wall();
      page.route("**/api/moments/**", route -> json(route, range()));
      page.route("**/api/boards/**at=**", route -> json(route, past(1)));
      page.navigate(door.url("/boards/" + BOARD + "?lang=en"));
      assertThat(page.locator("#money .money")).hasText("¥352,764.00");
      page.locator(".time-open").click();
      assertThat(page.locator(".time-clock")).hasText("21:22");
      assertThat(page.locator(".time-label")).hasText("Look back");
      String bar = page.locator(".time-bar").evaluate("bar => bar.outerHTML").toString();
      assertThat(bar).contains("16 May", "Back to live").doesNotContainPattern("\\p{IsHan}");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void paragraphPosterAndSheet_sayWhatTheBoardSays() throws Exception {
    try (DoorOnTest door = new DoorOnTest(10, 10);
        ScreenBrowser browser = new ScreenBrowser()) {
      door.store.put(
          new Figures("j")
              .order(Figures.START_MINUTE, "douyin", "p0", 3, 35_276_450, 0)
              .order(Figures.START_MINUTE + 7, "kuaishou", "<b>p1</b>", 1, 99, 0)
              .done());
      Page page = browser.page(1280, 1600);
      String home = "http://127.0.0.1:" + door.port();
      page.navigate(home + "/report/session/j");
      page.waitForSelector("body[data-ready]");
      JsonObject state =
          new JsonObject(page.request().get(home + "/api/boards/session/j").text())
              .getJsonObject("state");
      JsonObject totals = state.getJsonObject("totals");
      for (String figure : List.of("gmvFen", "netFen", "refundFen", "orders", "placed", "views")) {
        assertThat(page.locator("[data-figure='" + figure + "']"))
            .hasAttribute("data-value", Long.toString(totals.getLong(figure, 0L)));
      }
      assertThat(page.locator("#paragraph")).containsText("支付成交额 35.27 万元");
      assertThat(page.locator("[data-figure='gmvFen'] b")).hasText("35.27 万元");
      // text from outside stays text
      assertThat(page.locator("#sheet b:text('p1')")).hasCount(0);
      for (String size : List.of("tall 1080 1440", "wide 900 383")) {
        String[] words = size.split(" ", -1);
        Locator poster = page.locator("canvas[data-kind='" + words[0] + "']");
        assertThat(poster).hasAttribute("width", words[1]);
        assertThat(poster).hasAttribute("height", words[2]);
        assertThat(poster)
            .hasAttribute("aria-label", java.util.regex.Pattern.compile(".*35.27 万元"));
        Number colours =
            (Number)
                poster.evaluate(
                    "c => new Set(new Uint32Array(c.getContext('2d')"
                        + ".getImageData(0, 0, c.width, c.height).data.buffer)).size");
        assertThat(colours.intValue()).as("colours of the poster").isGreaterThan(20);
      }
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator("#sheet")).isVisible();
      assertThat(page.locator("#paragraph")).isHidden();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static JsonObject range() {
    return new JsonObject()
        .put("from", "2020-05-16T19:30:00+08:00")
        .put("to", "2020-05-16T21:22:00+08:00");
  }

  private static JsonObject past(long yuan) {
    JsonObject state = Evening.live().mergeIn(totals(yuan * 100), true);
    return new JsonObject().put("kind", "snapshot").put("version", yuan).put("state", state);
  }

  private static JsonObject totals(long fen) {
    return new JsonObject().put("totals", new JsonObject().put("gmvFen", fen));
  }

  private static String yuan(String instant) {
    return "¥" + (Instant.parse(instant).getEpochSecond() / 60) % 1000 + ".00";
  }

  private static void json(Route route, JsonObject body) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(body.encode()));
  }
}

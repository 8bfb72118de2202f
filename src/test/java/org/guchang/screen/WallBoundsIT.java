package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wall stays as big as it is, however long the evening, the names and the amounts. */
final class WallBoundsIT {

  private static final String BOARD = "/boards/session/jiaocheng-0516";
  private static final String LONG_NAME = "吕梁山交城县天宁镇正宗特级大骏枣精品礼盒装五斤包邮";
  private static final String SUM_TOP =
      "() => Math.round(document.querySelector('#money .money').getBoundingClientRect().top)";
  private static final long MOST_FEN = 999_999_999_999L;

  /** All that the catalog can ask for at once. */
  private static final List<String> EVERY_PANEL =
      List.of(
          "trend",
          "platforms",
          "ranking",
          "counties",
          "brands",
          "ticker",
          "comments",
          "giveaways",
          "funnel",
          "figures");

  @ParameterizedTest
  @CsvSource({
    "1920,1080",
    "2560,1440",
    "3840,2160",
    "3840,1080",
    "6656,1792",
    "1080,1920",
    "390,844"
  })
  void nothing_reaches_over_its_edge_or_lies_upon_another(int width, int height) {
    JsonObject every = extreme();
    every.getJsonObject("board").put("panels", new JsonArray(EVERY_PANEL));
    JsonObject none = Evening.live().put("products", new JsonObject());
    none.put("platforms", new JsonObject()).put("totals", new JsonObject());
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(extreme());
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.page(width, height);
      page.navigate(door.url(BOARD));
      assertThat(page.locator("#money .money")).hasText("¥9,999,999,999.99");
      page.waitForFunction("() => document.fonts.status === 'loaded'");
      stands(page, door);
      Object top = page.evaluate(SUM_TOP);
      door.beginsAnew(every);
      page.navigate(door.url(BOARD));
      assertThat(page.locator("#giveaways, #comments").first()).isVisible();
      stands(page, door);
      door.beginsAnew(none);
      page.navigate(door.url(BOARD));
      assertThat(page.locator("#money .money")).hasText("¥0.00");
      stands(page, door);
      assertThat(page.evaluate(SUM_TOP)).as("the sum does not jump").isEqualTo(top);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1920,1080,far,?distance=7&pitch=2.5",
    "1920,1080,hall,?distance=11m&pitch=2.5mm",
    "3840,1080,far,?distance=7&pitch=2.5",
    "3840,1080,hall,?distance=11&pitch=2.5",
    "1080,1920,far,?distance=6&pitch=2.5",
    "1080,1920,hall,?distance=10&pitch=2.5",
    "1920,1080,near,?distance=8",
    "1920,1080,near,?use=host",
    "390,844,near,?use=host"
  })
  void eyes_farther_away_see_less_and_larger(int width, int height, String reach, String asked) {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(extreme());
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.page(width, height);
      page.navigate(door.url(BOARD + asked));
      assertThat(page.locator(asked.contains("host") ? "#hot .hot-name" : "#money .money"))
          .isVisible();
      page.waitForFunction("() => document.fonts.status === 'loaded'");
      assertThat(page.locator("html")).hasAttribute("data-reach", reach);
      stands(page, door);
    }
  }

  private static void stands(Page page, ScriptedScreenDoor door) {
    page.waitForFunction("() => document.body.dataset.level !== 'loading'");
    page.waitForFunction(AccessibleIT.FILLED);
    page.addScriptTag(
        new Page.AddScriptTagOptions().setUrl(door.url("/webroot-tests/standing.js")));
    assertThat((List<?>) page.evaluate("() => faults()")).isEmpty();
  }

  @Test
  void a_long_evening_leaves_no_more_in_the_page_than_a_short_one() {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(Evening.live());
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.wall();
      page.navigate(door.url(BOARD));
      page.waitForFunction("() => document.body.dataset.level !== 'loading'");
      for (int i = 1; i <= 30; i++) {
        door.tells(busy(i));
      }
      assertThat(page.locator("#money .money")).hasText("¥0.30");
      assertThat(page.locator("#ranking .product-row")).hasCount(10);
      int early = nodes(page);
      for (int i = 31; i <= 600; i++) {
        door.tells(busy(i));
      }
      assertThat(page.locator("#money .money")).hasText("¥6.00");
      assertThat(page.locator(".order-row:not(.blank)").first()).containsText("商品 600");
      assertThat(nodes(page)).isLessThanOrEqualTo(early + 10);
      assertThat(page.locator("#ranking .product-row")).hasCount(10);
      assertThat(door.resyncs()).isZero();
    }
  }

  private static int nodes(Page page) {
    return (int) page.evaluate("() => document.querySelectorAll('*').length");
  }

  /** The n-th change of an evening in which everything changes: another product, order, comment. */
  private static JsonObject busy(int n) {
    String now = OffsetDateTime.now(ZoneOffset.UTC).toString();
    JsonObject order = new JsonObject().put("id", "o" + n).put("at", now).put("quantity", 1);
    order.put("platform", "douyin").put("product", "商品 " + n).put("amountFen", 100);
    JsonObject comment = new JsonObject().put("id", "c" + n).put("at", now);
    comment.put("platform", "douyin").put("nickname", "人").put("text", "第 " + n + " 句");
    JsonObject product = Evening.product("商品 " + n, 40_000_000L + n);
    return Evening.paid(n)
        .put("products", new JsonObject().put("p" + n, product))
        .put("ticker", new JsonArray().add(order))
        .put("comments", new JsonArray().add(comment));
  }

  private static JsonObject extreme() {
    JsonObject state = Evening.live();
    String now = OffsetDateTime.now(ZoneOffset.UTC).toString();
    state.getJsonObject("board").put("title", LONG_NAME).put("subtitle", LONG_NAME);
    state.getJsonObject("board").getJsonObject("target").put("gmvFen", 1_999_900_000_000L);
    JsonObject totals = state.getJsonObject("totals");
    totals.put("gmvFen", MOST_FEN).put("netFen", -MOST_FEN).put("refundFen", MOST_FEN);
    totals.put("unattributedFen", MOST_FEN).put("views", 99_999_999).put("placed", 999_999);
    totals.put("orders", 999_999).put("grams", 9_999_999_999L).put("buyers", 999_999);
    totals.put("online", 999_999).put("peakOnline", 999_999).put("households", 99_999);
    totals.put("clicks", 99_999_999);
    JsonObject platforms = new JsonObject();
    JsonObject products = new JsonObject();
    JsonObject places = new JsonObject();
    JsonObject counties = new JsonObject();
    for (int i = 0; i < 2_000; i++) {
      products.put(
          "s" + i,
          Evening.product(i + LONG_NAME, MOST_FEN - i)
              .put("enterprise", LONG_NAME)
              .put("units", 9_999_999)
              .put("remaining", i % 3 == 0 ? (Integer) 0 : Integer.valueOf(38 * (i % 3))));
    }
    for (int i = 0; i < 12; i++) {
      counties.put(
          "c" + i,
          new JsonObject()
              .put("name", "吕梁山交城县" + i)
              .put("gmvFen", MOST_FEN - i)
              .put("tile", new JsonArray().add(1 + i % 4).add(1 + i / 4)));
      platforms.put(
          "p" + i,
          Evening.platform(i + "号平台苏宁易购直播间", 999_999L, OffsetDateTime.now(ZoneOffset.UTC))
              .put("orders", 99_999)
              .put("online", 99_999));
      places.put("t" + i, new JsonObject().put("name", LONG_NAME).put("gmvFen", 999_999L));
    }
    JsonObject order = new JsonObject().put("id", "o").put("at", now).put("quantity", 9_999);
    order.put("platform", "p1").put("product", LONG_NAME).put("amountFen", 99_999_999L);
    JsonObject comment = new JsonObject().put("id", "c").put("at", now).put("platform", "p1");
    comment.put("nickname", LONG_NAME).put("text", LONG_NAME + LONG_NAME + LONG_NAME);
    return state
        .put("platforms", platforms)
        .put("products", products)
        .put("towns", places)
        .put("enterprises", places.copy())
        .put("brands", places.copy())
        .put("counties", counties)
        .put(
            "giveaways",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("id", "g")
                        .put("at", now)
                        .put("name", LONG_NAME)
                        .put("quantity", 99_999)))
        .put("ticker", new JsonArray().add(order))
        .put("comments", new JsonArray().add(comment));
  }
}

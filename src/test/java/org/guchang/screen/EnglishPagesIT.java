package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.board.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guest who reads no Chinese: what is made of a board, and the list of all, in English. */
final class EnglishPagesIT {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
  private static final String FIGURES =
      "[...document.querySelectorAll('[data-figure]')].map(e => e.dataset.figure + '=' + e.dataset.value)";

  /** What is read, what is read out, and what is drawn. */
  private static final String TOLD =
      "[document.title, document.body.innerText, ...globalThis.drawn,"
          + " ...[...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label'))].join('\\n')";

  private static DoorOnTest door;
  private static ScreenBrowser browser;

  @BeforeAll
  static void open() {
    door = new DoorOnTest(10, 10);
    door.store.put(
        new Figures("j")
            .order(Figures.START_MINUTE, "douyin", "p0", 3, 35_276_450, 0)
            .order(Figures.START_MINUTE + 7, "kuaishou", "p1", 1, 99, 0)
            .shown("p1", Figures.START_MILLIS)
            .given(Figures.START_MILLIS, "雪耳", 10)
            .done());
    browser = new ScreenBrowser();
  }

  @AfterAll
  static void close() throws Exception {
    browser.close();
    door.close();
  }

  @ParameterizedTest
  @CsvSource({"report, #sheet td", "review, #products td"})
  void only_names_are_chinese_and_the_figures_are_the_same(String kind, String ready) {
    try (Page chinese = browser.page(1280, 1600);
        Page english = browser.page(1280, 1600)) {
      english.addInitScript(ScreenBrowser.KEEP_DRAWN);
      chinese.navigate(url("/" + kind + "/session/j"));
      english.navigate(url("/" + kind + "/session/j?lang=en"));
      for (Page page : List.of(chinese, english)) {
        page.waitForSelector("body[data-ready]");
        assertThat(page.locator(ready).first()).isVisible();
      }
      assertThat(english.evaluate(FIGURES)).isEqualTo(chinese.evaluate(FIGURES));
      assertThat(english.locator("html")).hasAttribute("lang", "en");
      assertThat(chineseIn((String) english.evaluate(TOLD))).isSubsetOf(names(english));
      for (String other : List.of("/boards/", kind.equals("report") ? "/review/" : "/report/")) {
        assertThat(english.locator("nav a[href^='" + other + "']"))
            .hasAttribute("href", other + "session/j?lang=en");
      }
      assertThat(english.locator("a.brand")).hasAttribute("href", "/?lang=en");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void the_paragraph_says_what_the_board_says() {
    try (Page page = browser.page(1280, 1600)) {
      page.navigate(url("/report/session/j?lang=en"));
      page.waitForSelector("body[data-ready]");
      JsonObject totals = state(page).getJsonObject("totals");
      String money = "%,.2f k yuan".formatted((totals.getLong("gmvFen") / 1_000) / 100.0);
      assertThat(page.locator("#paragraph"))
          .containsText("It drew 0 views and %,d orders.".formatted(totals.getLong("placed")));
      assertThat(page.locator("#paragraph"))
          .containsText(
              "Buyers paid for %,d orders and %.1f kilograms of farm produce: %,d yuan."
                  .formatted(
                      totals.getLong("orders"),
                      totals.getLong("grams") / 1_000.0,
                      totals.getLong("gmvFen") / 100));
      assertThat(page.locator("[data-figure='gmvFen'] b")).hasText(money);
      assertThat(page.locator("canvas[data-kind='wide']"))
          .hasAttribute("aria-label", "Poster Cover 900×383, paid sales " + money);
    }
  }

  @Test
  void the_list_of_all_boards_is_english_and_stays_so_whoever_follows_it() {
    try (Page page = browser.page(1280, 900)) {
      page.addInitScript(ScreenBrowser.KEEP_DRAWN);
      page.navigate(url("/?lang=en"));
      assertThat(page.locator("#sessions .card").first()).isVisible();
      page.waitForFunction("() => !document.querySelector('body[data-level=loading]')");
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      assertThat(chineseIn((String) page.evaluate(TOLD))).isNotEmpty().isSubsetOf(names(page));
      List<?> links =
          (List<?>) page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.search)");
      assertThat(links).hasSizeGreaterThan(3).allMatch("?lang=en"::equals);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/report/session/j, 390", "/review/session/j?with=session/w, 390", "/, 390",
    "/report/session/j, 1920", "/review/session/j?with=session/w, 1920", "/, 1920"
  })
  void no_page_is_wider_than_its_window(String path, int width) {
    for (String lang : List.of("zh", "en")) {
      try (Page page = browser.page(width, 1080)) {
        page.navigate(url(path + (path.contains("?") ? "&" : "?") + "lang=" + lang));
        page.waitForSelector(path.equals("/") ? "#sessions .card" : "body[data-ready]");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      }
    }
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + door.port() + path;
  }

  private static JsonObject state(Page page) {
    return new JsonObject(page.request().get(url("/api/boards/session/j")).text())
        .getJsonObject("state");
  }

  /** What the catalog and partners name; the server's words for milestones are not among it. */
  private static Set<String> names(Page page) {
    JsonObject state = state(page);
    state.getJsonArray("milestones").stream()
        .map(JsonObject.class::cast)
        .filter(milestone -> !milestone.getString("kind").equals("giveaway"))
        .forEach(milestone -> milestone.remove("text"));
    String boards = page.request().get(url("/api/boards")).text();
    return chineseIn(state.encode() + boards);
  }

  private static Set<String> chineseIn(String text) {
    Set<String> found = new TreeSet<>();
    Matcher han = HAN.matcher(text);
    while (han.find()) {
      found.add(han.group());
    }
    return found;
  }
}

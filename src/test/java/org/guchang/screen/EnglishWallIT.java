package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guest who reads no Chinese: the same board with {@code ?lang=en}. */
final class EnglishWallIT {
  private static final String BOARD = "/boards/session/jiaocheng-0516";

  /**
   * What the screen itself says: names of figures, headings, units, states; not the catalog's
   * names.
   */
  private static final String OWN_WORDS =
      ".term, .heading, .unit, .phase-label, .age, .chip, .target-line, .tool, thead th, .stage, .time-open, .empty";

  private static final String FIGURES =
      "[...document.querySelectorAll('[data-figure]')].map(e => e.dataset.figure + '=' + e.dataset.value)";

  @Test
  void the_figures_are_the_same_and_the_words_are_english() {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(Evening.live());
        ScreenBrowser browser = new ScreenBrowser();
        Page chinese = browser.wall();
        Page english = browser.wall()) {
      chinese.navigate(door.url(BOARD));
      english.navigate(door.url(BOARD + "?lang=en"));
      for (Page page : List.of(chinese, english)) {
        assertThat(page.locator("#money .money")).hasText("¥352,764.00");
      }
      assertThat(english.evaluate(FIGURES)).isEqualTo(chinese.evaluate(FIGURES));
      assertThat(english.locator("html")).hasAttribute("lang", "en");
      assertThat(english.locator("#money .sold .heading")).containsText("Paid sales");
      assertThat(english.locator("#quoted [data-figure='grams'] .num")).not().containsText("斤");
      List<String> words = english.locator(OWN_WORDS).allInnerTexts();
      assertThat(words)
          .hasSizeGreaterThan(30)
          .noneMatch(text -> text.matches("(?s).*\\p{IsHan}.*"));

      english.locator("#money .part.net .term").click();
      assertThat(english.locator("#definition")).containsText("less the refunds");
      assertThat(english.locator("#definition")).containsText("Exactly 349,120.50 yuan");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void nothing_is_cut_in_english() throws IOException {
    JsonObject evening = new JsonObject(Files.readString(WallReferenceIT.EVENING));
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(evening);
        ScreenBrowser browser = new ScreenBrowser()) {
      for (int[] size : new int[][] {{1920, 1080}, {3840, 1080}, {1080, 1920}, {390, 844}}) {
        try (Page page = browser.page(size[0], size[1])) {
          page.navigate(door.url(BOARD + "?lang=en"));
          assertThat(page.locator("#money .money")).hasText("¥352,764.00");
          Object cut =
              page.evaluate(
                  "[...document.querySelectorAll('.figure, .parts, .part, .target-line, .heading, .top-live')]"
                      + ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)");
          assertThat((List<?>) cut).as("%d×%d", size[0], size[1]).isEmpty();
        }
      }
    }
  }
}

package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.guchang.board.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page for eyes that see badly, for ears, and for hands without a mouse. */
final class AccessibleIT {
  private static final String WRONG =
      "async () => (await axe.run()).violations"
          + ".flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target}`))";

  /** What fills the panels comes after the sum. */
  static final String FILLED =
      "() => [...document.querySelectorAll('.panel')].every((panel) => panel.childElementCount > 0)";

  private static DoorOnTest door;
  private static ScreenBrowser browser;

  @BeforeAll
  static void open() {
    door = new DoorOnTest(10, 10);
    door.store.put(
        new Figures("j")
            .order(Figures.START_MINUTE, "douyin", "p0", 3, 35_276_450, 0)
            .order(Figures.START_MINUTE + 7, "kuaishou", "p1", 1, 99, 0)
            .comment("c", Figures.START_MILLIS, "好枣")
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
  @CsvSource({
    "1920, 1080, /boards/session/j, #money .money",
    "1920, 1080, /boards/session/j?theme=light, #money .money",
    "1920, 1080, /boards/campaign/c, #money .money",
    "1920, 1080, /boards/session/j?use=host, #next .num",
    "390, 844, /boards/session/j, #money .money",
    "390, 844, /boards/session/j?theme=light, #money .money",
    "1280, 900, /, #sessions .card-money",
    "1280, 900, /?theme=light, #sessions .card-money",
    "1280, 900, /review/session/j, #products td",
    "1280, 900, /report/session/j, #sheet td",
    "1920, 1080, /boards/session/j?lang=en, #money .money",
    "1280, 900, /?lang=en, #sessions .card-money",
    "390, 844, /review/session/j?lang=en, #products td",
    "390, 844, /report/session/j?lang=en, #sheet td",
    "1280, 900, /review/session/j?lang=en, #products td",
    "1280, 900, /report/session/j?lang=en, #sheet td"
  })
  void axe_finds_nothing_wrong(int width, int height, String path, String ready)
      throws IOException {
    try (Page page = browser.page(width, height)) {
      page.navigate("http://127.0.0.1:" + door.port() + path);
      assertThat(page.locator(ready).first()).isVisible();
      page.waitForFunction("() => !document.querySelector('body[data-level=loading]')");
      page.waitForFunction(FILLED);
      page.evaluate(axe());
      List<?> wrong = (List<?>) page.evaluate(WRONG);
      assertThat(wrong).isEmpty();
    }
  }

  /** The script of axe-core, as its library carries it. */
  private static String axe() throws IOException {
    try (InputStream script = AccessibleIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoever_has_a_keyboard_alone_reaches_every_definition_and_the_past() {
    try (Page page = browser.page(1920, 1080)) {
      page.navigate("http://127.0.0.1:" + door.port() + "/boards/session/j");
      assertThat(page.locator("#money .money")).isVisible();
      Locator focused = page.locator(":focus");
      Locator told = page.locator("#definition");
      page.keyboard().press("Tab");
      assertThat(focused).hasClass("brand");
      page.keyboard().press("Tab");
      assertThat(focused).hasText("回看");
      page.keyboard().press("Tab");
      assertThat(focused).hasText("支付成交额");
      assertThat(told).containsText("退款前");
      assertThat(focused).hasAttribute("aria-describedby", "definition");
      page.keyboard().press("Escape");
      assertThat(told).isHidden();
      int terms = page.locator("#panels .term:visible").count();
      int tools = page.locator("#trend .tool").count();
      int read = 1;
      for (int i = 1; i < terms + tools; i++) {
        page.keyboard().press("Tab");
        if ((boolean) page.evaluate("() => !!document.activeElement?.dataset?.term")) {
          assertThat(told).isVisible();
          read++;
        }
      }
      assertThat(read).isEqualTo(terms);
    }
  }
}

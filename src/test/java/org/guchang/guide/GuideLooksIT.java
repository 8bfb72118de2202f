package org.guchang.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.guchang.screen.ScreenBrowser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide in a browser: desk and phone, both languages, under its own policy. */
class GuideLooksIT {
  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @ParameterizedTest
  @CsvSource({"zh, 1280", "zh, 390", "en, 1280", "en, 390"})
  void page_fitsItsWindow_andLoadsItsStyle(String language, int width) throws Exception {
    try (ServedGuide guide = new ServedGuide();
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.page(width, 900);
      page.navigate(guide.at("/?lang=" + language).toString());

      assertThat(page.evaluate(OVERFLOW)).as("pixels beyond the window").isEqualTo(0);
      assertThat(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
          .isEqualTo("rgb(250, 246, 236)");
      assertThat(page.locator("h1").count()).isEqualTo(1);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "guide", language + "-" + width + ".png")));
      assertThat(browser.complaints()).isEmpty();
    }
  }
}

package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A milestone covers no figure, whatever the shape of the glass. */
final class MilestoneCardIT {
  private static final String BOARD = "/boards/session/jiaocheng-0516";

  private static final String COVERED =
      """
      () => {
        const card = document.querySelector('.milestone-card').getBoundingClientRect();
        return [...document.querySelectorAll('#panels .num')].filter((figure) => {
          const box = figure.getBoundingClientRect();
          return box.width > 0 && box.left < card.right && box.right > card.left
            && box.top < card.bottom && box.bottom > card.top;
        }).map((figure) => figure.textContent).join(' ');
      }
      """;

  private static final String CUT =
      "() => [document.querySelector('.milestone-card'), document.querySelector('.milestone')]"
          + ".some(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)";

  @ParameterizedTest
  @CsvSource({"1920,1080,''", "3840,1080,''", "1080,1920,''", "390,844,''", "1920,1080,?use=host"})
  void a_card_covers_no_figure_and_is_whole(int width, int height, String asked) {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(Evening.live());
        ScreenBrowser browser = new ScreenBrowser();
        Page page = browser.page(width, height)) {
      page.navigate(door.url(BOARD + asked));
      assertThat(page.locator("#header-live")).containsText("交城县长直播间");
      JsonArray milestones =
          new JsonArray()
              .add(Evening.milestone("沙棘汁一箱十二瓶装 售罄", OffsetDateTime.now(ZoneOffset.UTC)));
      door.tells(new JsonObject().put("milestones", milestones));
      Locator card = page.locator(".milestone-card");
      assertThat(card).isVisible();
      // it glides in from below
      page.waitForFunction(
          "() => document.querySelector('.milestone-card').getAnimations().length === 0");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(
                  Path.of(
                      "target",
                      "milestone",
                      width + "x" + height + asked.replace('?', '-') + ".png")));
      assertThat(page.evaluate(COVERED)).isEqualTo("");
      assertThat(page.evaluate(CUT)).isEqualTo(false);
    }
  }
}

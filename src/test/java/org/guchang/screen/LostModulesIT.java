package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The sum is there, and what fills the panels cannot be fetched: the sum stays with its state, and
 * the page comes back whole by itself.
 */
final class LostModulesIT {
  private static final String BOARD = "/boards/session/jiaocheng-0516";
  private static final String VIEWS = "**/js/views/all.js";
  private static final String OLD = "¥352,764.00";
  private static final String NEW = "¥361,234.56";

  /** Longer than the page waits between two looks for the server, and for its load. */
  private static final IsVisibleOptions BY_ITSELF = new IsVisibleOptions().setTimeout(20_000);

  private final List<String> loads = new CopyOnWriteArrayList<>();
  private final List<String> looks = new CopyOnWriteArrayList<>();
  private final List<Route> held = new CopyOnWriteArrayList<>();
  private ScriptedScreenDoor door;
  private ScreenBrowser browser;
  private Page page;

  @BeforeEach
  void openWallWithoutItsPanels() {
    door = new ScriptedScreenDoor(Evening.live());
    browser = new ScreenBrowser();
    page = browser.wall();
    page.onFrameNavigated(frame -> loads.add(frame.url()));
    page.onRequestFailed(
        request -> {
          if (request.url().equals(door.url(BOARD))) {
            looks.add(request.failure());
          }
        });
    page.route(VIEWS, held::add);
    page.navigate(door.url(BOARD));
    assertThat(page.locator("#money .money")).hasText(OLD);
    page.waitForCondition(() -> !held.isEmpty());
    assertThat(page.locator("#trend")).isEmpty();
  }

  @AfterEach
  void close() {
    browser.close();
    door.close();
  }

  private void assertWhole(String sum) {
    assertThat(page.locator("#trend .plot canvas")).isVisible(BY_ITSELF);
    page.waitForFunction(AccessibleIT.FILLED);
    assertThat(page.locator("#money .money")).hasText(sum);
    assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
    assertThat(loads).containsExactly(door.url(BOARD), door.url(BOARD));
  }

  @Test
  void a_server_killed_before_the_panels_came_leaves_the_sum_until_it_answers_again() {
    door.goAway();
    page.unroute(VIEWS);
    held.forEach(Route::resume);

    // it has looked more than once, so that a load of its own would have been an error page
    page.waitForCondition(
        () -> looks.size() >= 2, new Page.WaitForConditionOptions().setTimeout(20_000));
    assertThat(page.locator("#money .money")).hasText(OLD);
    assertThat(page.locator("body")).hasAttribute("data-level", "stale");
    assertThat(page.locator(".banner")).containsText("连接中断");
    assertThat(loads).containsExactly(door.url(BOARD));

    door.loses(Evening.paid(36_123_456L));
    door.open();
    assertWhole(NEW);
  }

  @Test
  void a_file_lost_on_the_way_leaves_a_sum_that_goes_on_until_the_page_is_whole() {
    held.forEach(Route::abort);
    page.unroute(VIEWS);

    door.tells(Evening.paid(36_123_456L));
    assertThat(page.locator("#money .money")).hasText(NEW);
    assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
    assertThat(page.locator("#trend")).isEmpty();
    assertThat(loads).containsExactly(door.url(BOARD));

    assertWhole(NEW);
    assertThat(looks).isEmpty();
  }
}

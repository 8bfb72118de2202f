package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A page that was frozen in the background, or without a network, while the evening went on: right
 * within two seconds of being back, and no sum in between that never was one.
 */
final class AwayTabIT {
  private static final String OLD = "¥352,764.00";
  private static final String NEW = "¥361,234.56";
  private static final HasTextOptions SOON = new HasTextOptions().setTimeout(2_000);

  /**
   * Notes every sum that stands in the page at the end of a frame, and how long the page stood
   * still at most: what asks may come before the first beat after a thaw.
   */
  private static final String WATCH =
      "() => { globalThis.sums = [];"
          + "const note = () => {"
          + "  const sum = document.querySelector('#money .money').textContent;"
          + "  if (globalThis.sums.at(-1) !== sum) globalThis.sums.push(sum);"
          + "  requestAnimationFrame(note); };"
          + "note();"
          + "let longest = 0;"
          + "let before = performance.now();"
          + "setInterval(() => {"
          + "  longest = globalThis.stoodStill();"
          + "  before = performance.now(); }, 50);"
          + "globalThis.stoodStill = () => Math.max(longest, performance.now() - before); }";

  private ScriptedScreenDoor door;
  private ScreenBrowser browser;
  private Page page;
  private CDPSession tools;

  @BeforeEach
  void openWall() {
    door = new ScriptedScreenDoor(Evening.live());
    browser = new ScreenBrowser();
    page = browser.wall();
    tools = page.context().newCDPSession(page);
    // every wait between two tries is the longest, so that none is right by chance
    page.addInitScript("Math.random = () => 0.999;");
    page.navigate(door.url("/boards/session/jiaocheng-0516"));
    assertThat(page.locator("#money .money")).hasText(OLD);
    page.evaluate(WATCH);
  }

  @AfterEach
  void close() {
    browser.close();
    door.close();
  }

  /** No script of the page runs any more: as a browser does with a tab nobody looks at for long. */
  private void freeze() {
    tools.send("Debugger.enable");
    tools.send("Debugger.pause");
  }

  private void thaw() {
    tools.send("Debugger.disable");
  }

  /** So that the test cannot pass without a page that stood still. */
  private void assertStoodStill(int millis) {
    Number longest = (Number) page.evaluate("() => globalThis.stoodStill()");
    assertThat(longest.doubleValue()).isGreaterThan(millis);
  }

  private void offline(boolean offline) {
    JsonObject asked = new JsonObject();
    asked.addProperty("offline", offline);
    asked.addProperty("latency", 0);
    asked.addProperty("downloadThroughput", -1);
    asked.addProperty("uploadThroughput", -1);
    tools.send("Network.enable");
    tools.send("Network.emulateNetworkConditions", asked);
  }

  /** The server as it is after a restart, with what was sold meanwhile. */
  private void serverComesBackWithMore() {
    door.goAway();
    door.loses(Evening.paid(35_500_000L));
    door.loses(Evening.paid(36_123_456L));
    door.open();
  }

  private void assertRightAndNothingElseShown() {
    assertThat(page.locator("#money .money")).hasText(NEW, SOON);
    assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
    assertThat((List<?>) page.evaluate("() => globalThis.sums")).isEqualTo(List.of(OLD, NEW));
  }

  @Test
  void a_frozen_tab_is_right_when_it_thaws() {
    freeze();
    serverComesBackWithMore();
    page.waitForTimeout(6_000);
    thaw();
    assertStoodStill(5_000);
    assertRightAndNothingElseShown();
  }

  @Test
  void a_frozen_tab_whose_line_held_shows_the_newest_only() {
    freeze();
    door.tells(Evening.paid(36_123_456L));
    page.waitForTimeout(3_000);
    thaw();
    assertStoodStill(2_000);
    assertRightAndNothingElseShown();
  }

  @Test
  void a_page_whose_network_was_away_is_right_as_soon_as_it_is_back() {
    offline(true);
    serverComesBackWithMore();
    assertThat(page.locator("body")).hasAttribute("data-level", "stale");
    // so many tries that the next would be far off
    page.waitForTimeout(8_000);
    assertThat(page.locator("#money .money")).hasText(OLD);
    assertThat(page.locator(".banner")).containsText("连接中断");
    offline(false);
    assertRightAndNothingElseShown();
  }
}

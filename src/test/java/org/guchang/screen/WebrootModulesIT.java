package org.guchang.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the cases of {@code webroot-tests} in the browser that the screen is for. */
final class WebrootModulesIT {

  @Test
  void every_case_of_the_pure_modules_passes() {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(new JsonObject());
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.wall();
      page.navigate(door.url("/webroot-tests/runner.html"));
      List<String> report =
          page.waitForSelector("#report[data-done]").textContent().lines().toList();
      assertThat(report).hasSizeGreaterThan(200).allMatch(line -> line.startsWith("ok "));
    }
  }
}

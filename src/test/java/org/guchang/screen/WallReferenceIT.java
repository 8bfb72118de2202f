package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole wall of the bundled evening, once it is over, on every shape of glass, beside how it
 * looked when somebody last looked. What is meant to look otherwise is taken anew by {@code mvn
 * verify -Dit.test=WallReferenceIT -Dreference=take}, and looked at.
 */
final class WallReferenceIT {
  private static final Path REFERENCES = Path.of("src/test/resources/reference");
  private static final Path TAKEN = Path.of("target/reference");

  /** The bundled evening of 交城 as the screen door told it once it was over. */
  static final Path EVENING = Path.of("src/test/resources/evening/jiaocheng.json");

  private static final String BOARD = "/boards/session/jiaocheng-0516";

  /**
   * Of a picture. A line of small letters that is a little wider makes 0.005, three panels that are
   * empty 0.027.
   */
  private static final double TOLERATED = 0.016;

  private static ScreenBrowser browser;
  private ScriptedScreenDoor door;

  @BeforeAll
  static void startBrowser() {
    browser = new ScreenBrowser();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void openDoor() throws IOException {
    door = new ScriptedScreenDoor(new JsonObject(Files.readString(EVENING)));
  }

  @AfterEach
  void closeDoor() {
    door.close();
  }

  private Picture taken(int width, int height, String asked, int times) throws IOException {
    try (Page page = browser.page(width, height)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
      page.navigate(door.url(BOARD + asked));
      assertThat(page.locator("#ranking .product-row, #hot .hot-name").first()).isVisible();
      // the trend's letters are drawn once more when their font is there
      page.evaluate(
          "() => Promise.all([document.fonts.ready, document.fonts.load('500 1rem \"Barlow Condensed\"')]).then(() => true)");
      // the clock and the age of the data go on while an evening that is over stands still
      page.evaluate(
          "() => document.querySelectorAll('.clock').forEach(e => { e.style.visibility = 'hidden'; })");
      page.evaluate(
          "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
      return Picture.of(page.screenshot(), times);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wall-1920x1080,1920,1080,'',2",
    "wall-2560x1440,2560,1440,'',4",
    "wall-3840x2160,3840,2160,'',4",
    "wide-3840x1080,3840,1080,'',4",
    "wide-6656x1792,6656,1792,'',8",
    "upright-1080x1920,1080,1920,'',2",
    "phone-390x844,390,844,'',1",
    "paper-1920x1080,1920,1080,?theme=light,4",
    "host-1920x1080,1920,1080,?use=host,4",
    "far-3840x1080,3840,1080,?distance=7&pitch=2.5,4",
    "english-1920x1080,1920,1080,?lang=en,2"
  })
  void the_wall_looks_as_it_did(String name, int width, int height, String asked, int times)
      throws IOException {
    Path reference = REFERENCES.resolve(name + ".png");
    Picture now = taken(width, height, asked, times);
    if (System.getProperty("reference", "").equals("take")) {
      now.write(reference);
    }
    now.write(TAKEN.resolve(name + ".png"));
    assertThat(Picture.read(reference).difference(now))
        .as("part of %s that is not as in %s", TAKEN.resolve(name + ".png"), reference)
        .isLessThan(TOLERATED);
  }

  @Test
  void panels_that_are_empty_are_seen() throws IOException {
    JsonObject evening = new JsonObject(Files.readString(EVENING));
    for (String panel : List.of("platforms", "towns", "enterprises")) {
      evening.put(panel, new JsonObject());
    }
    door.beginsAnew(evening);

    assertThat(
            Picture.read(REFERENCES.resolve("wall-1920x1080.png"))
                .difference(taken(1920, 1080, "", 2)))
        .isGreaterThan(TOLERATED);
  }
}

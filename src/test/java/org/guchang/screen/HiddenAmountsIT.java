package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.guchang.board.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where amounts are hidden none is anywhere in the page: not in its text, its attributes, its
 * title, what is told of a figure, nor in what is drawn.
 */
final class HiddenAmountsIT {
  /** Keeps what is written on canvases, which is nowhere in the document. */
  private static final String KEEP_DRAWN =
      "globalThis.drawn = [];"
          + "const write = CanvasRenderingContext2D.prototype.fillText;"
          + "CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {"
          + "  globalThis.drawn.push(text);"
          + "  return write.call(this, text, ...at);"
          + "};";

  private static final String EVERYTHING =
      "() => {"
          + "const told = [document.title, document.documentElement.outerHTML, ...globalThis.drawn];"
          + "for (const term of document.querySelectorAll('.term')) {"
          + "  term.focus();"
          + "  told.push(document.querySelector('#definition').outerHTML);"
          + "}"
          + "return told.join('\\n'); }";

  /** Smaller ones are also numbers of other things. */
  private static final long LEAST_FEN = 100_000;

  private static DoorOnTest door;
  private static ScreenBrowser browser;

  @BeforeAll
  static void open() {
    door = new DoorOnTest(10, 10);
    door.store.put(
        new Figures("j")
            .order(Figures.START_MINUTE, "douyin", "p0", 3, 35_276_451, 873_267)
            .order(Figures.START_MINUTE + 7, "kuaishou", "p1", 1, 7_394_813, 0)
            .comment("c", Figures.START_MILLIS, "好枣")
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
    "/boards/session/j, ?, #ranking .amount",
    "/boards/session/j, ?lang=en&, #ranking .amount",
    "/boards/session/j, ?use=host&, #next .num",
    "/boards/campaign/c, ?, #counties .tile",
    "/, ?, #sessions .card-money .unit:not(:empty)",
    "/review/session/j, ?, #products td.num",
    "/report/session/j, ?, #sheet td.num"
  })
  void no_amount_is_anywhere_in_the_page(String path, String query, String ready) {
    Set<String> amounts = amounts(path.contains("campaign") ? "campaign/c" : "session/j");
    assertThat(amounts).hasSizeGreaterThan(10);
    assertThat(amounts.stream().filter(everything(path + query, ready)::contains))
        .as("amounts seen where they are not hidden, so that the search finds them")
        .isNotEmpty();
    String hidden = everything(path + query + "amounts=hidden", ready);
    assertThat(hidden).contains("•••");
    assertThat(amounts.stream().filter(hidden::contains)).isEmpty();
  }

  private static String everything(String address, String ready) {
    try (Page page = browser.page(1920, 1080)) {
      page.addInitScript(KEEP_DRAWN);
      page.navigate(home() + address);
      assertThat(page.locator(ready).first()).isVisible();
      assertThat(browser.complaints()).isEmpty();
      return (String) page.evaluate(EVERYTHING);
    }
  }

  /** Every sum of money of the board as fen, as yuan, and shortened as the screen does it. */
  private static Set<String> amounts(String board) {
    Set<String> amounts = new TreeSet<>();
    try (Page page = browser.page(100, 100)) {
      String answer = page.request().get(home() + "/api/boards/" + board).text();
      collect(new JsonObject(answer).getJsonObject("state"), amounts);
    }
    return amounts;
  }

  private static void collect(JsonObject node, Set<String> amounts) {
    node.forEach(
        member -> {
          if (member.getValue() instanceof JsonObject inner) {
            collect(inner, amounts);
          } else if (member.getValue() instanceof JsonArray list) {
            list.stream()
                .filter(JsonObject.class::isInstance)
                .forEach(each -> collect((JsonObject) each, amounts));
          } else if (member.getKey().endsWith("Fen") && member.getValue() instanceof Number fen) {
            amounts.addAll(writings(fen.longValue()));
          }
        });
  }

  private static List<String> writings(long fen) {
    if (fen < LEAST_FEN) {
      return List.of();
    }
    return List.of(
        Long.toString(fen),
        String.format(Locale.ROOT, "%d.%02d", fen / 100, fen % 100),
        String.format(Locale.ROOT, "%,d", fen / 100),
        String.format(Locale.ROOT, "%d.%02d", fen / 1_000_000, fen / 10_000 % 100));
  }

  private static String home() {
    return "http://127.0.0.1:" + door.port();
  }
}

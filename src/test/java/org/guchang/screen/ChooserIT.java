package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The page of cards at "/". */
final class ChooserIT {

  private static final String CAMPAIGN = "campaign/lvliang-2020";

  @Test
  void cards_come_alive_by_one_line_to_the_campaign_and_lead_to_their_boards() {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(campaign());
        ScreenBrowser browser = new ScreenBrowser()) {
      door.serves(CAMPAIGN, boards());
      Page page = browser.wall();
      page.navigate(door.url("/"));
      assertThat(page.locator("#money .money")).hasText("¥352,764.00");
      assertThat(page.locator("#campaign-link")).hasAttribute("href", "/boards/" + CAMPAIGN);
      Locator card = page.locator("[data-board='session/jiaocheng-0516']");
      assertThat(card).hasAttribute("href", "/boards/session/jiaocheng-0516");
      assertThat(card.locator(".card-money")).hasText("35.27万元");
      assertThat(card.locator(".card-status")).hasText("直播中");
      Locator county = page.locator("[data-board='county/lvliang-2020/交城县']");
      assertThat(county)
          .hasAttribute("href", "/boards/county/lvliang-2020/%E4%BA%A4%E5%9F%8E%E5%8E%BF");

      JsonObject more = new JsonObject().put("gmvFen", 36_000_000L);
      door.tells(new JsonObject().put("sessions", new JsonObject().put("jiaocheng-0516", more)));
      assertThat(card.locator(".card-money")).hasText("36.00万元");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void without_any_board_it_says_so() {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(campaign());
        ScreenBrowser browser = new ScreenBrowser()) {
      Page page = browser.wall();
      page.navigate(door.url("/"));
      assertThat(page.locator("#trouble")).hasText("还没有登记任何活动");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static JsonObject campaign() {
    JsonObject state = Evening.live();
    state.getJsonObject("board").put("id", CAMPAIGN).put("kind", "campaign");
    JsonObject session =
        new JsonObject()
            .put("title", "交城县长直播间")
            .put("county", "交城县")
            .put("status", "live")
            .mergeIn(Evening.totals());
    return state
        .put("sessions", new JsonObject().put("jiaocheng-0516", session))
        .put("counties", new JsonObject().put("交城县", new JsonObject().put("gmvFen", 35_276_400L)));
  }

  private static JsonArray boards() {
    return new JsonArray()
        .add(board(CAMPAIGN, "campaign", "直播助农 嗨购吕梁"))
        .add(board("county/lvliang-2020/交城县", "county", "交城县").put("county", "交城县"))
        .add(board("session/jiaocheng-0516", "session", "交城县长直播间"));
  }

  private static JsonObject board(String id, String kind, String title) {
    return new JsonObject()
        .put("id", id)
        .put("kind", kind)
        .put("title", title)
        .put("startsAt", "2020-05-16T19:30:00+08:00")
        .put("status", "live");
  }
}

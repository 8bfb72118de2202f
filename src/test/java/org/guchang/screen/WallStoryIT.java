package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a wall shows while frames come, come wrong, or do not come. */
final class WallStoryIT {

  private static final String BOARD = "/boards/session/jiaocheng-0516";

  private static ScreenBrowser browser;
  private ScriptedScreenDoor door;
  private Page page;

  @BeforeAll
  static void startBrowser() {
    browser = new ScreenBrowser();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void openDoor() {
    door = new ScriptedScreenDoor(Evening.live());
    page = browser.wall();
  }

  @AfterEach
  void closeDoor() {
    page.close();
    door.close();
    assertThat(browser.complaints()).isEmpty();
  }

  private void openWall() {
    page.navigate(door.url(BOARD));
    assertThat(money()).hasText("¥352,764.00");
    // what fills the panels comes after the sum
    assertThat(page.locator("#trend .plot canvas")).isVisible();
  }

  private Locator money() {
    return page.locator("#money .money");
  }

  private Locator figure(String key) {
    return page.locator(".figure[data-figure=" + key + "] .num");
  }

  @Test
  void the_figures_are_those_of_the_state() {
    openWall();
    assertThat(page.locator("#money [data-figure=netFen] .num")).hasText("349,120.50");
    assertThat(page.locator("#money [data-figure=refundFen] .num")).hasText("3,643.50");
    assertThat(figure("views")).hasText("110.14万次");
    assertThat(figure("placed")).hasText("10,236单");
    assertThat(figure("orders")).hasText("9,871单");
    assertThat(figure("grams")).hasText("21.4吨");
    assertThat(figure("averageOrder")).hasText("35.73元");
    assertThat(figure("perThousand")).hasText("320.28元");
    assertThat(page.locator(".target-done")).hasText("已完成 70.5%");
    assertThat(page.locator("#platforms tbody th")).hasText(new String[] {"抖音", "快手"});
    assertThat(page.locator("#ranking .stock")).hasText(new String[] {"12 件", "仅剩 38", "售罄"});
  }

  @Test
  void orders_whose_amount_is_pending_are_told_beside_the_sum_as_long_as_there_are_any() {
    openWall();
    assertThat(page.locator("#money [data-figure=pending]")).isHidden();
    door.tells(new JsonObject().put("totals", new JsonObject().put("pending", 12)));
    assertThat(page.locator("#money [data-figure=pending]")).hasText("待核12单");
    page.locator("#money [data-figure=pending] .term").hover();
    assertThat(page.locator("#definition")).containsText("查到之前不计入成交额");
    assertThat(money()).hasText("¥352,764.00");
    door.tells(new JsonObject().put("totals", new JsonObject().putNull("pending")));
    assertThat(page.locator("#money [data-figure=pending]")).isHidden();
  }

  @Test
  void a_patch_moves_the_total() {
    openWall();
    door.tells(Evening.paid(35_282_380L));
    assertThat(money()).hasText("¥352,823.80");
  }

  @Test
  void a_product_that_overtakes_moves_up() {
    openWall();
    assertThat(page.locator("#ranking .product")).hasText(new String[] {"交城骏枣", "沙棘汁", "蜂蜜玫瑰酒"});
    JsonObject more = new JsonObject().put("gmvFen", 30_000_000L);
    door.tells(new JsonObject().put("products", new JsonObject().put("shaji", more)));
    assertThat(page.locator("#ranking .product")).hasText(new String[] {"沙棘汁", "交城骏枣", "蜂蜜玫瑰酒"});
    assertThat(page.locator("#ranking .place")).hasText(new String[] {"1", "2", "3"});
  }

  @Test
  void a_lost_patch_is_noticed_and_asked_for() {
    openWall();
    door.loses(Evening.paid(36_000_000L));
    door.tells(new JsonObject().put("totals", new JsonObject().put("orders", 9_900)));
    assertThat(money()).hasText("¥360,000.00");
    assertThat(figure("orders")).hasText("9,900单");
    assertThat(door.resyncs()).isEqualTo(1);
  }

  @Test
  void a_repeated_version_changes_nothing() {
    openWall();
    door.tells(Evening.paid(36_000_000L));
    door.repeatsWith(Evening.paid(99_999_999L));
    door.tells(new JsonObject().put("totals", new JsonObject().put("orders", 9_900)));
    assertThat(figure("orders")).hasText("9,900单");
    assertThat(money()).hasText("¥360,000.00");
    assertThat(door.resyncs()).isZero();
  }

  @Test
  void a_server_with_another_past_replaces_everything() {
    openWall();
    JsonObject other = Evening.live();
    other.getJsonObject("totals").put("gmvFen", 100L).put("netFen", 100L);
    door.beginsAnew(other);
    door.tells(Evening.paid(200L));
    assertThat(money()).hasText("¥2.00");
    assertThat(door.resyncs()).isEqualTo(1);
  }

  @Test
  void a_server_that_dies_leaves_the_last_totals_and_comes_back_by_itself() {
    openWall();
    door.goAway();
    assertThat(page.locator("body")).hasAttribute("data-level", "stale");
    assertThat(page.locator(".banner"))
        .hasText(Pattern.compile("连接中断，显示 \\d\\d:\\d\\d:\\d\\d 的数据"));
    assertThat(page.locator(".panels")).hasCSS("filter", Pattern.compile("grayscale\\(1\\).*"));
    assertThat(money()).hasText("¥352,764.00");
    door.loses(Evening.paid(35_300_000L));
    door.open();
    assertThat(money()).hasText("¥353,000.00", new HasTextOptions().setTimeout(30_000));
    assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
    assertThat(page.locator(".banner")).isHidden();
  }

  @Test
  void silence_is_told_first_in_amber_then_by_taking_the_colour() {
    page.clock().install();
    openWall();
    door.fallsSilent();
    page.clock().fastForward(7_000);
    assertThat(page.locator(".age")).hasText(Pattern.compile("数据延迟 \\d 秒"));
    assertThat(page.locator("body")).hasAttribute("data-level", "late");
    page.clock().fastForward(8_500);
    assertThat(page.locator("body")).hasAttribute("data-level", "stale");
    assertThat(page.locator(".banner")).containsText("连接中断");
    assertThat(money()).hasText("¥352,764.00");
    door.speaksAgain();
    page.clock().fastForward(9_000);
    assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
  }

  @Test
  void a_laptop_that_slept_asks_anew_as_soon_as_it_wakes() {
    page.clock().install();
    openWall();
    door.loses(Evening.paid(40_000_000L));
    page.clock().fastForward(3_600_000);
    assertThat(money()).hasText("¥400,000.00");
    assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
  }

  @Test
  void a_platform_that_is_late_greys_its_own_row() {
    OffsetDateTime longAgo = OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(41);
    JsonObject late = Evening.platform("快手", 15_276_400L, longAgo);
    door.loses(new JsonObject().put("platforms", new JsonObject().put("kuaishou", late)));
    openWall();
    assertThat(page.locator("#platforms tr[data-id=kuaishou]")).hasClass("late");
    assertThat(page.locator("#platforms tr[data-id=kuaishou] .platform-age"))
        .hasText(Pattern.compile("4\\d 秒"));
    assertThat(page.locator("#platforms tr[data-id=douyin]")).not().hasClass("late");
  }

  @Test
  void words_of_strangers_are_only_words() {
    String evil = "<img src=x onerror=\"document.title='taken'\"><script>1</script>";
    String now = OffsetDateTime.now(ZoneOffset.UTC).toString();
    JsonObject product = Evening.product(evil, 90_000_000L).put("enterprise", evil);
    JsonObject comment =
        new JsonObject().put("id", "c").put("at", now).put("platform", evil).put("nickname", evil);
    JsonObject order =
        new JsonObject()
            .put("id", "o")
            .put("at", now)
            .put("platform", "douyin")
            .put("product", evil);
    door.loses(
        new JsonObject()
            .put("board", new JsonObject().put("title", evil))
            .put("products", new JsonObject().put("evil", product))
            .put("comments", new JsonArray().add(comment.put("text", evil)))
            .put("ticker", new JsonArray().add(order.put("quantity", 1).put("amountFen", 100)))
            .put("milestones", new JsonArray()));
    openWall();
    assertThat(page.locator(".comment-text").first()).hasText(evil);
    assertThat(page.locator("#ranking .product").first()).hasText(evil);
    assertThat(page.locator(".order-product").first()).hasText(evil);
    assertThat(page.locator(".panels img, .panels script")).hasCount(0);
    assertThat(page).hasTitle(evil + " · 谷场");
  }

  @Test
  void comments_fly_a_few_at_a_time_and_one_that_is_taken_back_is_gone_at_once() {
    String evil = "<img src=x onerror=\"alert(1)\">好枣";
    JsonArray panels = new JsonArray().add("trend").add("danmaku");
    JsonArray comments = new JsonArray();
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    for (int i = 0; i < 12; i++) {
      JsonObject comment = new JsonObject().put("id", "c" + i).put("platform", "douyin");
      comment.put("at", now.minusSeconds(i).toString()).put("nickname", "山里人家");
      comments.add(comment.put("text", evil + i));
    }
    door.loses(new JsonObject().put("board", new JsonObject().put("panels", panels)));
    door.loses(new JsonObject().put("comments", comments));
    openWall();
    Locator flying = page.locator("#danmaku .flying");
    // the fourth comes 4.5 s after the first, which flies for 14 s
    assertThat(flying).hasCount(4, new HasCountOptions().setTimeout(12_000));
    assertThat(flying.first()).containsText(evil + "3");
    assertThat(flying.first()).containsText("抖音 山**");
    assertThat(page.locator(".panels img")).hasCount(0);
    JsonArray others = comments.copy();
    others.remove(3);
    door.tells(new JsonObject().put("comments", others));
    assertThat(flying.filter(new Locator.FilterOptions().setHasText(evil + "3"))).hasCount(0);
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    assertThat(page.locator("#danmaku .flying")).hasCount(0);
    assertThat(page.locator("#danmaku .comment-text").first()).hasText(evil + "0");
  }

  @Test
  void the_trend_shows_a_stretch_and_single_platforms_when_asked() {
    page.route(
        "**/api/moments/**",
        route ->
            json(
                route,
                new JsonObject()
                    .put("from", OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(90).toString())
                    .put("to", OffsetDateTime.now(ZoneOffset.UTC).toString())));
    List<String> asked = new CopyOnWriteArrayList<>();
    page.route(
        "**/api/boards/**at=**",
        route -> {
          asked.add(route.request().url());
          json(route, new JsonObject().put("kind", "snapshot").put("state", Evening.live()));
        });
    openWall();
    Locator hour = page.locator("#trend .tool").nth(1);
    hour.focus();
    hour.press("Enter");
    assertThat(hour).hasAttribute("aria-pressed", "true");
    assertThat(page.locator("#trend .heading > .unit")).hasText("元 · 近 1 小时");
    assertThat(asked).isEmpty();
    page.locator("#trend .tool").last().click();
    // 60 minutes in stretches of three, and the beginning of the first
    page.waitForCondition(() -> asked.size() == 21);
    page.locator("#trend .tool").first().click();
    page.waitForCondition(() -> asked.stream().distinct().count() > 21);
    assertThat(page.locator("#trend .heading > .unit")).hasText("元 · 近 5 分钟");
  }

  private static void json(Route route, JsonObject body) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(body.encode()));
  }

  @Test
  void a_milestone_is_shown_when_it_happens_not_when_the_page_opens() {
    openWall();
    assertThat(page.locator("#milestone")).isHidden();
    JsonArray milestones =
        new JsonArray()
            .add(Evening.live().getJsonArray("milestones").getJsonObject(0))
            .add(Evening.milestone("破万单", OffsetDateTime.now(ZoneOffset.UTC)));
    door.tells(new JsonObject().put("milestones", milestones));
    assertThat(page.locator("#milestone .milestone-text")).hasText("破万单");
    assertThat(page.locator("#milestone")).isHidden();
  }

  @Test
  void a_definition_can_be_read_with_the_exact_figure() {
    openWall();
    page.locator(".figure[data-figure=views] .term").hover();
    assertThat(page.locator("#definition")).containsText("人次可以跨平台相加");
    assertThat(page.locator("#definition")).containsText("精确值 1,101,400");
    page.keyboard().press("Escape");
    assertThat(page.locator("#definition")).isHidden();
  }

  @Test
  void a_clock_is_no_figure_of_the_sale_and_explains_none() {
    openWall();
    Locator told = page.locator("#definition");
    page.locator(".clock-time").hover();
    assertThat(told).isHidden();
    page.locator(".phase .num").hover();
    assertThat(told).isHidden();
  }

  @Test
  void every_figure_tells_what_it_rests_on_and_how_old_that_is() {
    openWall();
    Locator told = page.locator("#definition");
    page.locator(".figure[data-figure=grams] .num").hover();
    assertThat(told).containsText("售出重量");
    assertThat(told).containsText("精确值 21,437,000 克");
    assertThat(told).containsText(Pattern.compile("来源 抖音 \\d.*秒前 · 快手 \\d.*秒前 · 商品总表"));
    page.locator("#ranking .product-row .amount").first().hover();
    assertThat(told).containsText("精确值 200,000.00 元");
    page.locator("#platforms tr[data-id=kuaishou] td.num").first().hover();
    assertThat(told).containsText(Pattern.compile("来源 快手 .*秒前$"));
    assertThat(told).not().containsText("抖音");
    page.locator("#money .money").hover();
    assertThat(told).containsText("退款前");
    page.locator("#trend .heading .term").first().focus();
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Tab");
    assertThat(told).containsText("每分钟成交");
    page.keyboard().press("Escape");
    assertThat(told).isHidden();
  }

  @Test
  void no_sum_of_money_is_shown_where_amounts_are_hidden() {
    String now = OffsetDateTime.now(ZoneOffset.UTC).toString();
    JsonObject order = new JsonObject().put("id", "o").put("at", now).put("platform", "douyin");
    order.put("product", "交城骏枣").put("quantity", 2).put("amountFen", 5_980);
    JsonObject step = Evening.milestone("破 30 万元", OffsetDateTime.now(ZoneOffset.UTC));
    JsonObject town = new JsonObject().put("name", "天宁镇").put("gmvFen", 9_000_000L);
    door.loses(
        new JsonObject()
            .put("towns", new JsonObject().put("天宁镇", town))
            .put("ticker", new JsonArray().add(order)));
    for (String use : List.of("?amounts=hidden", "?amounts=hidden&use=host")) {
      page.navigate(door.url(BOARD + use));
      assertThat(page.locator(use.contains("host") ? "#next .figure" : ".figure").first())
          .not()
          .isEmpty();
      door.tells(
          new JsonObject().put("milestones", new JsonArray().add(step.copy().put("kind", "gmv"))));
      assertThat(page.locator("body"))
          .not()
          .containsText(Pattern.compile("\\d[\\d,.]* ?(万|亿)?元|352,764|破 30"));
      assertThat(page.locator("body")).containsText("9,871");
    }
    page.navigate(door.url(BOARD + "?amounts=hidden"));
    assertThat(money()).hasText("金额不显示");
    money().hover();
    assertThat(page.locator("#definition")).not().containsText("精确值");
    assertThat(page.locator(".brand")).hasAttribute("href", "/?amounts=hidden");
  }

  @Test
  void a_page_older_than_the_server_loads_itself_anew_once_the_server_answers() {
    openWall();
    page.evaluate("() => { window.before = true; }");
    door.goAway();
    assertThat(page.locator("body")).hasAttribute("data-level", "stale");
    door.hasNewPage("2");
    assertThat((Boolean) page.evaluate("() => window.before === true")).isTrue();
    door.open();
    page.waitForFunction(
        "() => window.before === undefined",
        null,
        new Page.WaitForFunctionOptions().setTimeout(30_000));
    assertThat(money()).hasText("¥352,764.00");
    page.evaluate("() => { window.before = true; }");
    door.goAway();
    door.open();
    assertThat(page.locator("body"))
        .hasAttribute("data-level", "fresh", new HasAttributeOptions().setTimeout(30_000));
    assertThat((Boolean) page.evaluate("() => window.before === true")).isTrue();
  }

  @Test
  void an_unknown_board_is_said_to_be_unknown() {
    page.navigate(door.url("/boards/session/nowhere"));
    assertThat(page.locator(".notice")).containsText("没有这个大屏：session/nowhere");
    assertThat(page.locator(".notice a")).hasAttribute("href", "/");
  }

  @Test
  void before_the_start_there_is_a_countdown_and_no_zero() {
    OffsetDateTime soon = OffsetDateTime.now(ZoneOffset.UTC).plusHours(2);
    JsonObject board = new JsonObject().put("status", "before").put("startsAt", soon.toString());
    board.put("endsAt", soon.plusHours(2).toString()).putNull("lastEventAt");
    door.loses(new JsonObject().put("board", board).putNull("totals").putNull("products"));
    page.navigate(door.url(BOARD));
    assertThat(page.locator(".wait-time")).hasText(Pattern.compile("0[12]:\\d\\d:\\d\\d"));
    assertThat(money()).isHidden();
    assertThat(figure("orders")).hasText("–");
  }

  @Test
  void what_is_over_and_what_is_rehearsed_is_said() {
    door.loses(
        new JsonObject()
            .put("board", new JsonObject().put("status", "ended").put("rehearsal", true)));
    openWall();
    assertThat(page.locator(".phase")).hasText("已结束");
    assertThat(page.locator(".rehearsal")).isVisible();
  }

  @Test
  void a_past_evening_that_is_played_again_is_called_so_and_keeps_its_own_time() {
    JsonObject board =
        new JsonObject()
            .put("startsAt", "2020-05-16T19:30:00+08:00")
            .put("endsAt", "2020-05-16T22:00:00+08:00")
            .put("lastEventAt", "2020-05-16T21:22:41+08:00");
    door.loses(new JsonObject().put("board", board));
    openWall();
    assertThat(page.locator(".chip")).hasText("回放");
    assertThat(page.locator(".phase .num")).hasText("01:52:41");
    assertThat(page.locator(".clock-time")).hasText("21:22:41");
    assertThat(page.locator(".age")).containsText("2020年5月16日");
    assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
  }
}

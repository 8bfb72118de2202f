package org.guchang.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A screen whose clock is wrong by an hour shows the server's time and the data's true age. */
final class SkewedClockIT {
  private static final Pattern YOUNG = Pattern.compile("数据 \\d\\.\\d 秒前");

  @ParameterizedTest
  @ValueSource(longs = {-3_600_000, 3_600_000})
  void times_and_ages_are_the_servers(long skew) {
    try (ScriptedScreenDoor door = new ScriptedScreenDoor(Evening.live());
        ScreenBrowser browser = new ScreenBrowser();
        Page page = browser.wall()) {
      page.clock().install(new Clock.InstallOptions().setTime(System.currentTimeMillis() + skew));
      OffsetDateTime silent = OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(41);
      JsonObject late = Evening.platform("快手", 15_276_400L, silent);
      door.loses(new JsonObject().put("platforms", new JsonObject().put("kuaishou", late)));
      page.navigate(door.url("/boards/session/jiaocheng-0516"));
      assertThat(page.locator("#money .money")).hasText("¥352,764.00");
      assertThat(page.locator("body")).hasAttribute("data-level", "fresh");
      assertThat(page.locator(".age")).hasText(YOUNG);
      assertThat(page.locator(".phase .num")).hasText(Pattern.compile("01:5[23]:\\d\\d"));
      assertThat(page.locator(".chip")).isHidden();
      assertThat(page.locator("#platforms tr[data-id=douyin]")).not().hasClass("late");
      assertThat(page.locator("#platforms tr[data-id=kuaishou] .platform-age"))
          .hasText(Pattern.compile("4\\d 秒"));
      LocalTime told = LocalTime.parse(page.locator(".clock-time").innerText());
      LocalTime right = OffsetDateTime.now(ZoneOffset.ofHours(8)).toLocalTime();
      assertThat(Duration.between(told, right).abs()).isLessThan(Duration.ofSeconds(5));
      door.tells(Evening.paid(35_282_380L));
      assertThat(page.locator("#money .money")).hasText("¥352,823.80");
      assertThat(page.locator(".age")).hasText(YOUNG);
    }
  }
}

package org.guchang.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.guchang.access.oidc.FakeIdentityProvider;
import org.guchang.screen.ScreenBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with an account of the organisation, in front of a real browser. */
class OidcWallIT {

  @Test
  void aMember_goesFromABoardToTheProvider_andIsBackInFrontOfIt_live(@TempDir Path dir)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    try (FakeIdentityProvider provider = new FakeIdentityProvider(vertx);
        OidcServer server = new OidcServer(dir, provider, null);
        ScreenBrowser browser = new ScreenBrowser();
        Page page = browser.page(1920, 1080)) {
      provider.recover(
          new JsonObject()
              .put("name", "王芳")
              .put("groups", new JsonArray().add("viewers-jiaocheng")));
      String board = server.door() + "/boards/session/jc";

      page.navigate(board);
      assertThat(page).hasURL(Pattern.compile("/login\\?to="));
      page.getByText("单位账号登录").click();
      assertThat(page).hasTitle("县政务统一身份认证");
      press(page, "拒绝");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("单位账号没有同意登录。");
      assertThat(page.getByLabel("用户名")).isVisible();

      page.getByText("单位账号登录").click();
      press(page, "同意");
      assertThat(page).hasURL(board);
      Locator money = page.locator("#money .money");
      assertThat(money).containsText("55,505.50");
      TwoCounties.sellMore(server.server, "jc", "jc-1", 100_000);
      assertThat(money).containsText("56,505.50");

      page.navigate(server.door() + "/login");
      assertThat(page.getByText("王芳")).isVisible();
      assertThat(page.getByText("单位账号登录")).isHidden();
      page.navigate(server.door() + "/boards/session/ws");
      assertThat(page.locator("body")).not().containsText("晚场好物");
      assertThat(browser.complaints()).noneMatch(said -> said.contains("Content Security Policy"));
    } finally {
      vertx.close().await();
    }
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }
}

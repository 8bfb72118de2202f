package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guchang.access.oidc.FakeIdentityProvider;
import org.guchang.access.oidc.FakeIdentityProvider.Mood;
import org.guchang.access.oidc.FakeIdentityProvider.Signing;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The accounts of an organisation at the screen door, and all that can go wrong with them. */
class OidcLoginIT {
  private static final String BOARD = "/boards/session/jc";
  private static final JsonObject WANG = member("viewers-jiaocheng", "everybody");
  private static final String NOT_IN = "单位账号登录没有成功，请再试一次。";
  private static final String AWAY = "单位账号登录暂时用不了，请稍后再试，或用用户名和密码登录。";
  private static final String STALE = "单位账号登录中断了，或等得太久，请重新登录。";

  @TempDir private static Path dir;
  private static Vertx vertx;
  private static FakeIdentityProvider provider;
  private static OidcServer server;

  private Browsing browser;

  /** The provider is away when the server starts. */
  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    provider = new FakeIdentityProvider(vertx);
    provider.goAway();
    server = new OidcServer(dir, provider, null);
    assertThat(provider.asked).isEmpty();
    Browsing first = new Browsing(server.door());
    assertThat(first.told(first.get("/login/oidc?to=" + BOARD))).isEqualTo(AWAY);
    provider.comeBack();
  }

  /** Nothing that a token, a code or a secret is, whatever the tests before it did. */
  @AfterAll
  static void close() throws Exception {
    server.close();
    provider.close();
    vertx.close().await();
    String log = server.server.log();
    assertThat(provider.secrets).hasSizeGreaterThan(20);
    assertThat(log)
        .doesNotContain(provider.secrets)
        .doesNotContain(FakeIdentityProvider.SECRET, "secret words of the provider", "code=")
        .doesNotContain("ERROR", "JWK")
        .contains("oidc.client-secret=***", "Somebody logged in by the identity provider");
  }

  @BeforeEach
  void begin() throws Exception {
    provider.recover(WANG);
    browser = new Browsing(server.door());
  }

  private static JsonObject member(String... groups) {
    return new JsonObject()
        .put("preferred_username", "wang")
        .put("groups", new JsonArray(List.of(groups)));
  }

  @Test
  void aMemberOfAGroup_landsOnTheBoardThatWasWanted() throws Exception {
    HttpResponse<String> login = browser.get(Browsing.location(browser.get(BOARD)));
    assertThat(login.body())
        .contains(
            "<p class=\"login-other\" ><a href=\"/login/oidc?to=%2Fboards%2Fsession%2Fjc\">单位账号登录");
    HttpResponse<String> away = browser.get("/login/oidc?to=%2Fboards%2Fsession%2Fjc");
    assertThat(away.statusCode()).isEqualTo(303);
    assertThat(Browsing.location(away))
        .startsWith(provider.issuer() + "/authorize?")
        .contains("response_type=code", "client_id=guchang", "scope=openid+profile")
        .contains("code_challenge_method=S256", "&nonce=", "state=")
        .contains(
            "redirect_uri=http%3A%2F%2F127.0.0.1%3A" + server.door().getPort() + "%2Flogin%2Foidc");
    assertThat(away.headers().firstValue("set-cookie").orElse(""))
        .startsWith("guchang-login=")
        .contains("; HTTPOnly", "; SameSite=Lax", "; Max-Age=600");

    HttpResponse<String> in = browser.comeByProvider(BOARD);
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(Browsing.location(in)).isEqualTo(BOARD);
    assertThat(in.headers().allValues("set-cookie"))
        .anyMatch(cookie -> cookie.startsWith("guchang-login=;") && cookie.contains("Max-Age=0"))
        .anyMatch(
            cookie ->
                cookie.startsWith("guchang=")
                    && cookie.contains("; HTTPOnly")
                    && cookie.contains("; SameSite=Lax")
                    && cookie.contains("; Max-Age=43200"));
    assertThat(browser.get("/api/me").body()).isEqualTo("{\"name\":\"wang\",\"role\":\"viewer\"}");
    assertThat(browser.visit().watch("session/jc").firstFrame()).contains("5550550");
  }

  @Test
  void aViewerOfOneCounty_learnsNothingOfTheOther() throws Exception {
    browser.comeByProvider("/");
    Visit viewer = browser.visit();
    assertThat(viewer.get("/api/boards/" + Visit.encoded(TwoCounties.OWN)).body())
        .contains("5550550");
    assertThat(viewer.get("/api/boards").body())
        .contains("session/jc")
        .doesNotContain(TwoCounties.SECRETS);
    for (String board : List.of(TwoCounties.OTHER, "session/ws", "campaign/may")) {
      assertThat(viewer.get("/api/boards/" + Visit.encoded(board)).statusCode()).isEqualTo(404);
      assertThat(viewer.watch(board).closeCode()).as(board).isEqualTo(4004);
    }

    provider.person =
        new JsonObject()
            .put("realm_access", new JsonObject().put("roles", new JsonArray().add("duty")));
    Browsing duty = new Browsing(server.door());
    duty.comeByProvider("/");
    assertThat(duty.get("/api/me").body()).contains("operator");
    assertThat(duty.get("/api/boards/session/ws").body()).contains("7771230");
  }

  @Test
  void anAccountThere_alone_letsNobodyIn() throws Exception {
    provider.person = member("everybody");
    HttpResponse<String> answer = browser.comeByProvider(BOARD);
    assertThat(browser.told(answer)).isEqualTo("您的账号没有可看的大屏，请联系管理员。");
    assertThat(browser.visit().cookie()).isEmpty();
    assertThat(browser.get("/api/boards").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"GOOD", "OLD_KEY"})
  void aTokenThatIsNotSignedByTheProvider_letsNobodyIn(Signing signing) throws Exception {
    provider.signing = signing;
    assertNobodyIsLetIn("");
  }

  @ParameterizedTest
  @CsvSource({
    "nonce, another, the nonce differs",
    "aud, another-client, for another client",
    "iss, https://id.example.cn, of another issuer",
    "exp, 1500000000, the token is over",
    "iat, 4000000000, compare the clocks",
    "azp, another-client, not asked for by this one",
  })
  void aTokenForAnotherOrOfAnotherTime_letsNobodyIn(String claim, String value, String why)
      throws Exception {
    boolean number = value.matches("\\d+");
    provider.spoiling = claims -> claims.put(claim, number ? Long.valueOf(value) : value);
    assertNobodyIsLetIn(why);
  }

  private void assertNobodyIsLetIn(String why) throws Exception {
    HttpResponse<String> answer = browser.comeByProvider(BOARD);
    assertThat(Browsing.location(answer))
        .isEqualTo("/login?to=%2Fboards%2Fsession%2Fjc&told=provider");
    assertThat(browser.told(answer)).isEqualTo(NOT_IN);
    assertThat(browser.visit().cookie()).isEmpty();
    assertThat(browser.get("/api/boards").statusCode()).isEqualTo(401);
    // the same reason again is written once in ten seconds
    assertThat(server.server.log()).contains(why);
  }

  @Test
  void whoeverDeclines_isToldSo_inWordsOfOurs() throws Exception {
    HttpResponse<String> answer = browser.get(browser.visitProvider(BOARD, "no"));
    assertThat(browser.told(answer)).isEqualTo("单位账号没有同意登录。");
    assertThat(browser.get(Browsing.location(answer)).body())
        .doesNotContain("secret words of the provider");
  }

  @Test
  void aBrowserThatWasNotSentThere_isNotTakenBack() throws Exception {
    String back = browser.visitProvider(BOARD, "yes");
    // somebody else's browser, led there by a link
    Browsing victim = new Browsing(server.door());
    assertThat(victim.told(victim.get(back))).isEqualTo(STALE);
    assertThat(victim.visit().cookie()).isEmpty();
    // the same browser, with a state that is not the one it was sent with
    String changed = back.replaceAll("state=[^&]*", "state=made-up");
    assertThat(browser.told(browser.get(changed))).isEqualTo(STALE);
    // sent back by another provider, by its own word
    String elsewhere = back.replaceAll("iss=.*", "iss=https%3A%2F%2Fevil.example");
    assertThat(browser.told(browser.get(elsewhere))).isEqualTo(NOT_IN);
    assertThat(browser.visit().cookie()).isEmpty();
  }

  @Test
  void aCode_worksOnce_andOnlyForTheBrowserItWasMadeFor() throws Exception {
    String back = browser.visitProvider(BOARD, "yes");
    String code = back.replaceAll(".*code=([^&]*).*", "$1");
    assertThat(Browsing.location(browser.get(back))).isEqualTo(BOARD);
    Browsing again = new Browsing(server.door());
    assertThat(again.told(again.get(back))).isEqualTo(STALE);
    assertThat(browser.told(browser.get(back))).as("reloaded").isEqualTo(STALE);

    // a stolen code, put into a visit of the thief's own: used before, and not yet used
    String own = again.visitProvider(BOARD, "yes");
    assertThat(again.told(again.get(own.replaceAll("code=[^&]*", "code=" + code))))
        .isEqualTo(NOT_IN);
    String fresh = browser.visitProvider(BOARD, "yes").replaceAll(".*code=([^&]*).*", "$1");
    own = again.visitProvider(BOARD, "yes");
    assertThat(again.told(again.get(own.replaceAll("code=[^&]*", "code=" + fresh))))
        .isEqualTo(NOT_IN);
    assertThat(again.visit().cookie()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "/login?to=/login"})
  void noLink_leadsElsewhere(String to) throws Exception {
    assertThat(Browsing.location(browser.comeByProvider(to))).isEqualTo("/");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"SILENT", "BROKEN", "GARBAGE", "ENDLESS"})
  void aProviderThatIsUnwell_isToldOf_andHoldsUpNothingElse(Mood mood) throws Exception {
    String back = browser.visitProvider(BOARD, "yes");
    provider.mood = mood;
    CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> answered(back));
    long begun = System.nanoTime();
    Visit nobody = Visit.ofNobody(server.door());
    HttpResponse<String> password = nobody.logIn("li", OidcServer.PASSWORD);
    assertThat(nobody.with(password).get("/api/boards/session/ws").statusCode()).isEqualTo(200);
    assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(AWAY);
    assertThat(browser.visit().cookie()).isEmpty();

    provider.mood = Mood.WELL;
    assertThat(Browsing.location(browser.comeByProvider(BOARD))).isEqualTo(BOARD);
  }

  private String answered(String back) {
    try {
      return browser.told(browser.get(back));
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aProviderThatSignsWithAnotherKey_isBelievedAtOnce_andTheOldKeyNoMore() throws Exception {
    Browsing before = new Browsing(server.door());
    assertThat(Browsing.location(before.comeByProvider(BOARD))).isEqualTo(BOARD);
    provider.rotate();
    Browsing next = new Browsing(server.door());
    assertThat(Browsing.location(next.comeByProvider(BOARD))).isEqualTo(BOARD);
    provider.signing = Signing.OLD_KEY;
    assertNobodyIsLetIn("signed with a key that is not the provider's");
  }

  @Test
  void whoseLineChangesOrGoes_seesNoMoreThanItGives_overAnOpenWebSocketToo() throws Exception {
    try {
      browser.comeByProvider(BOARD);
      Visit viewer = browser.visit();
      Visit.Heard session = viewer.watch("session/jc");
      Visit.Heard county = viewer.watch(TwoCounties.OWN);
      assertThat(session.firstFrame()).contains("5550550");
      assertThat(county.firstFrame()).contains("5550550");
      server.write(OidcServer.CLAIMS.replace(", \"session/jc\"", ""));
      server.reload();
      assertThat(session.closeCode()).isEqualTo(4003);
      assertThat(county.closed).isNotDone();
      assertThat(viewer.get("/api/boards/session/jc").statusCode()).isEqualTo(404);

      server.write("claims: []\n");
      server.reload();
      assertThat(county.closeCode()).isEqualTo(4003);
      assertThat(viewer.get("/api/boards").statusCode()).isEqualTo(401);
      assertThat(browser.told(browser.comeByProvider(BOARD))).contains("没有可看的大屏");
    } finally {
      server.write(OidcServer.CLAIMS);
      server.reload();
    }
  }

  @Test
  void aLogOut_closesWhatIsOpen_andTheTicketIsGoodNoMore() throws Exception {
    browser.comeByProvider(BOARD);
    Visit viewer = browser.visit();
    Visit.Heard shown = viewer.watch("session/jc");
    assertThat(shown.firstFrame()).contains("5550550");
    browser.post("/logout");
    assertThat(shown.closeCode()).isEqualTo(4003);
    assertThat(viewer.get("/api/boards").statusCode()).isEqualTo(401);
  }

  @Test
  void behindTls_theCookieOfTheWayIsSecure_andTheProviderSendsBackToThePublicUrl(
      @TempDir Path other) throws Exception {
    try (OidcServer behind = new OidcServer(other, provider, "https://board.example.cn")) {
      HttpResponse<String> away = new Browsing(behind.door()).get("/login/oidc");
      assertThat(Browsing.location(away))
          .contains("redirect_uri=https%3A%2F%2Fboard.example.cn%2Flogin%2Foidc%2Fback");
      assertThat(away.headers().firstValue("set-cookie").orElse(""))
          .startsWith("__Host-guchang-login=")
          .contains("; Secure", "; HTTPOnly", "; SameSite=Lax", "; Path=/");
    }
  }

  @Test
  void aProviderWithoutALineUnderClaims_isRefusedAtTheStart(@TempDir Path other) throws Exception {
    Path users = Files.writeString(other.resolve("users.yaml"), "users: []\n");
    try (ServerProcess refused =
        new ServerProcess(
            other,
            """
            access: {mode: users, users: %s, public-url: "https://board.example.cn"}
            oidc: {issuer: "https://id.example.cn", client-id: x, client-secret: y}
            """
                .formatted(users),
            Map.of())) {
      Eventually.until("it has ended", () -> !refused.isAlive());
      assertThat(refused.log())
          .contains("has no line under claims: nobody could log in by it. Write there")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void withoutAProvider_thereIsNoButton_andNoWay(@TempDir Path other) throws Exception {
    try (ServerProcess plain =
        new ServerProcess(
                other,
                "catalog: {dir: %s}%naccess: {mode: users}".formatted(TwoCounties.catalog(other)))
            .awaitReady()) {
      Browsing visitor = new Browsing(plain.screenDoor());
      assertThat(visitor.get("/login").body()).contains("<p class=\"login-other\" hidden>");
      assertThat(visitor.get("/login/oidc").statusCode()).isEqualTo(404);
      assertThat(visitor.get("/login/oidc/back?code=x&state=y").statusCode()).isEqualTo(404);
    }
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.access.Passwords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks who comes, and somebody who may see one county of two. */
class WhoMaySeeIT {
  private static final String PASSWORD = "骏枣 jujube 2020";

  @TempDir private static Path dir;
  private static ServerProcess server;
  private static Visit nobody;

  @BeforeAll
  static void open() throws Exception {
    Path users = dir.resolve("users.yaml");
    String hash = Passwords.hash(PASSWORD);
    Files.writeString(
        users,
        """
        users:
          - {name: 王芳, password: "%s", role: viewer, boards: ["%s"]}
          - {name: li, password: "%s", role: operator}
          - {name: zhao, password: "%s", role: administrator}
        """
            .formatted(hash, TwoCounties.OWN, hash, hash));
    Path catalog = TwoCounties.catalog(dir);
    Files.writeString(catalog.resolve("counties.geojson"), CountyMapIT.OUTLINES);
    server =
        new ServerProcess(
                dir,
                "catalog: {dir: %s}%naccess: {mode: users, users: %s}".formatted(catalog, users))
            .awaitReady();
    TwoCounties.sell(server);
    nobody = Visit.ofNobody(server.screenDoor());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static Visit loggedIn(String name) throws Exception {
    HttpResponse<String> answer = nobody.logIn(name, PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(303);
    return nobody.with(answer);
  }

  @Test
  void aViewerOfOneCounty_learnsNothingOfTheOther_byAnyPath() throws Exception {
    Visit viewer = loggedIn("王芳");
    assertThat(viewer.get("/api/boards/" + Visit.encoded(TwoCounties.OWN)).body())
        .contains("5550550", "骏枣");
    // somebody does see the other: what follows is not empty for another reason
    assertThat(loggedIn("li").get("/api/boards/" + Visit.encoded(TwoCounties.OTHER)).body())
        .contains("7771230", "贤美");
    assertThat(loggedIn("li").get("/api/map").body()).contains("文水县");

    for (String path : paths()) {
      HttpResponse<String> answer = viewer.get(path);
      assertThat(answer.body()).as(path).doesNotContain(TwoCounties.SECRETS);
      assertThat(answer.headers().map().toString()).as(path).doesNotContain(TwoCounties.SECRETS);
      assertThat(answer.statusCode()).as(path).isLessThan(500);
    }
    for (String board : TwoCounties.BOARDS) {
      Visit.Heard heard = viewer.watch(board);
      if (board.equals(TwoCounties.OWN)) {
        assertThat(heard.firstFrame()).contains("5550550").doesNotContain(TwoCounties.SECRETS);
      } else {
        assertThat(heard.closeCode()).as(board).isEqualTo(4004);
        assertThat(heard.firstFrame()).isEmpty();
      }
    }
  }

  /** Every path of the door for every board, and some that try to get around it. */
  private static List<String> paths() {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/",
                "/api",
                "/api/",
                "/api/boards",
                "/api/boards/",
                "/api/boards?at=now",
                "/api/moments/",
                "/api/page",
                "/api/map",
                "/api/me",
                "/login",
                "/s/none",
                "/index.html",
                "/wall.html",
                "/review.html",
                "/report.html",
                "/js/wall.js",
                "/catalog.yaml"));
    for (String board : TwoCounties.BOARDS) {
      String id = Visit.encoded(board);
      for (String form :
          List.of(
              id,
              id.replace("/", "%2F"),
              "./" + id,
              "%2e/" + id,
              "/" + id,
              id + "/",
              id + "?",
              "county/may/%E4%BA%A4%E5%9F%8E%E5%8E%BF/../../../" + id)) {
        paths.add("/api/boards/" + form);
        paths.add("/api/moments/" + form);
        paths.add("/boards/" + form);
      }
      paths.add("/api/boards/" + id + "?at=2020-05-16T20:31+08:00");
      paths.add("/api/boards/" + id + "?at=2020-05-16T21:00+08:00");
      paths.add("/api/boards/" + id + "?at=never");
      paths.add("/review/" + id);
      paths.add("/report/" + id);
    }
    return paths;
  }

  @Test
  void whatMayNotBeSeen_isAnsweredAsWhatThereIsNot() throws Exception {
    Visit viewer = loggedIn("王芳");
    String there = Visit.encoded(TwoCounties.OTHER);
    String nowhere = Visit.encoded("county/may/文火县");
    for (String path :
        List.of(
            "/api/boards/%s",
            "/api/moments/%s", "/api/boards/%s?at=2020-05-16T20:31+08:00", "/api/boards/%s?at=x")) {
      assertThat(whole(viewer.get(path.formatted(there))))
          .isEqualTo(whole(viewer.get(path.formatted(nowhere))))
          .contains("404");
    }
    assertThat(viewer.get("/api/boards").body()).contains("交城县").doesNotContain("campaign/may");
  }

  private static String whole(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return answer.statusCode() + " " + headers + " " + answer.body();
  }

  @Test
  void nobody_isSentToLogIn_andToldNothing() throws Exception {
    assertThat(nobody.get("/api/boards").statusCode()).isEqualTo(401);
    assertThat(nobody.get("/api/boards/session/jc").statusCode()).isEqualTo(401);
    assertThat(nobody.get("/api/boards/session/none").statusCode()).isEqualTo(401);
    assertThat(nobody.get("/api/moments/session/jc").statusCode()).isEqualTo(401);
    HttpResponse<String> wall = nobody.get("/boards/session/jc?layout=wide");
    assertThat(wall.statusCode()).isEqualTo(303);
    assertThat(wall.headers().firstValue("location"))
        .contains("/login?to=%2Fboards%2Fsession%2Fjc%3Flayout%3Dwide");
    assertThat(nobody.watch("session/jc").closeCode()).isEqualTo(4003);
    assertThat(nobody.watch("session/none").closeCode()).isEqualTo(4003);

    HttpResponse<String> page = nobody.get("/login?to=//evil.example/");
    assertThat(page.body())
        .contains("登录", "Log in", "name=\"to\" value=\"/\"")
        .doesNotContain("{{");
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("form-action 'self'", "default-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("<script", "style=");
  }

  @Test
  void aLogIn_givesACookieThatNoScriptReads_toThoseAloneWhoHaveThePassword() throws Exception {
    assertThat(nobody.logIn("li", "wrong password").statusCode()).isEqualTo(401);
    HttpResponse<String> none = nobody.logIn("none", PASSWORD);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("set-cookie")).isEmpty();
    String[] right = {"name", "li", "password", PASSWORD};
    assertThat(nobody.post("/login", null, right).statusCode()).isEqualTo(403);
    assertThat(nobody.post("/login", "null", right).statusCode()).isEqualTo(403);
    assertThat(nobody.post("/login", "http://evil.example", right).statusCode()).isEqualTo(403);

    HttpResponse<String> in = nobody.logIn("li", PASSWORD);
    assertThat(in.headers().firstValue("location")).contains("/");
    assertThat(in.headers().firstValue("set-cookie").orElse(""))
        .contains("; HTTPOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=43200");
    assertThat(nobody.with(in).get("/api/me").body())
        .isEqualTo("{\"name\":\"li\",\"role\":\"operator\"}");
    assertThat(server.log()).doesNotContain(PASSWORD, "wrong password");
  }

  @Test
  void aWebSocketOfAnotherSitesPage_isRefused() throws Exception {
    Visit viewer = loggedIn("王芳");
    assertThat(viewer.watch(TwoCounties.OWN, server.screenDoor().toString()).firstFrame())
        .contains("snapshot");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> viewer.watch(TwoCounties.OWN, "http://evil.example")))
        .hasMessageContaining("WebSocketHandshakeException");
  }

  @Test
  void aLogOut_closesWhatIsOpen_andALogInOutlivesTheServer() throws Exception {
    Visit one = loggedIn("li");
    Visit other = loggedIn("li");
    Visit.Heard seen = one.watch("session/jc");
    assertThat(seen.firstFrame()).contains("snapshot");
    Visit.Heard stays = other.watch("session/jc");
    assertThat(stays.firstFrame()).contains("snapshot");

    assertThat(one.post("/logout", null).statusCode()).isEqualTo(403);
    HttpResponse<String> out = one.post("/logout", server.screenDoor().toString());
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(out.headers().firstValue("set-cookie").orElse("")).contains("Max-Age=0");
    assertThat(seen.closeCode()).isEqualTo(4003);
    assertThat(one.get("/api/boards").statusCode()).isEqualTo(401);
    assertThat(stays.closed).isNotDone();

    server.killAndStartAgain();
    server.awaitReady();
    assertThat(other.get("/api/boards").statusCode()).isEqualTo(200);
    org.guchang.redis.Eventually.until(
        "the log-out is remembered", () -> status(one, "/api/boards") == 401);
  }

  private static int status(Visit visit, String path) {
    try {
      return visit.get(path).statusCode();
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoTriesTooOften_hasToWait_evenWithTheRightPassword() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(nobody.logIn("zhao", "guess number " + i).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> answer = nobody.logIn("zhao", PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(10L, 20L);
    assertThat(loggedIn("王芳").get("/api/boards").statusCode()).isEqualTo(200);
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.access.OpsTokens;
import org.guchang.app.ServerProcess.Ended;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links for walls without a keyboard, made by who has a token for the ops door, and by nobody else.
 */
class ShareLinkIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern LINK = Pattern.compile("/s/([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)");
  private static final Pattern ID = Pattern.compile("id (\\S+), until");

  @TempDir private Path dir;
  private final String operator = OpsTokens.make(new SecureRandom());
  private final String viewer = OpsTokens.make(new SecureRandom());
  private final String metrics = OpsTokens.make(new SecureRandom());
  private ServerProcess server;
  private Path tokenFile;

  @BeforeEach
  void open() throws Exception {
    tokenFile = Files.writeString(dir.resolve("token"), operator + "\n");
    Path users = dir.resolve("users.yaml");
    Files.writeString(
        users,
        """
        tokens:
          - {name: duty, sha256: %s, role: operator}
          - {name: looker, sha256: %s, role: viewer}
          - {name: prometheus, sha256: %s, role: metrics}
        """
            .formatted(
                OpsTokens.digest(operator), OpsTokens.digest(viewer), OpsTokens.digest(metrics)));
    server =
        new ServerProcess(
                dir,
                "catalog: {dir: %s}%naccess: {mode: users, users: %s, probes: open}"
                    .formatted(TwoCounties.catalog(dir), users))
            .awaitReady();
    TwoCounties.sell(server);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Ended asDuty(String... arguments) throws Exception {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--token-file";
    all[arguments.length + 1] = tokenFile.toString();
    return server.atOpsDoor(all);
  }

  private static String found(Pattern what, String in) {
    Matcher matcher = what.matcher(in);
    assertThat(matcher.find()).as(in).isTrue();
    return matcher.group(1);
  }

  private Ended make(Instant until) throws Exception {
    Ended made =
        asDuty(
            "share",
            "make",
            "--name",
            "广场大屏",
            "--board",
            "session/jc",
            "--until",
            until.toString());
    assertThat(made.code()).as(made.out()).isZero();
    return made;
  }

  @Test
  void aWall_opensItsLinkOnce_andShowsItsBoardUntilTheLinkIsRevoked() throws Exception {
    Ended made = make(Instant.now().plus(30, ChronoUnit.DAYS));
    String token = found(LINK, made.out());
    Visit nobody = Visit.ofNobody(server.screenDoor());
    Eventually.until("the link is good", () -> opened(nobody, token).statusCode() == 303);
    HttpResponse<String> answer = nobody.get("/s/" + token + "?layout=wide");
    assertThat(answer.headers().firstValue("location")).contains("/boards/session/jc?layout=wide");
    assertThat(answer.headers().firstValue("set-cookie").orElse(""))
        .contains("HTTPOnly", "SameSite=Lax")
        .doesNotContain(token);
    Visit wall = nobody.with(answer);
    Visit.Heard shown = wall.watch("session/jc");
    assertThat(shown.firstFrame()).contains("5550550");
    assertThat(wall.watch("session/ws").closeCode()).isEqualTo(4004);
    assertThat(wall.get("/api/boards/session/ws").statusCode()).isEqualTo(404);
    assertThat(wall.get("/api/boards").body()).contains("session/jc").doesNotContain("session/ws");

    server.killAndStartAgain();
    server.awaitReady();
    Eventually.until("the wall is let in again", () -> wallSees(wall));
    Visit.Heard again = wall.watch("session/jc");
    assertThat(again.firstFrame()).contains("5550550");

    assertThat(asDuty("share", "list").out()).contains("广场大屏", "duty").doesNotContain(token);
    long revoked = System.nanoTime();
    assertThat(post("/shares/" + found(ID, made.out()) + "/revoke", operator)).isEqualTo(200);
    assertThat(again.closeCode()).isEqualTo(4003);
    assertThat(System.nanoTime() - revoked).isLessThan(1_500_000_000L);
    assertThat(wall.get("/api/boards/session/jc").statusCode()).isEqualTo(401);
    HttpResponse<String> gone = nobody.get("/s/" + token);
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).contains("这个链接已失效");
    assertThat(server.log()).doesNotContain(token, operator);
  }

  @Test
  void aLink_endsWhenItSaid_andNoneCanBeMadeUp() throws Exception {
    Visit nobody = Visit.ofNobody(server.screenDoor());
    String token = found(LINK, madeAtOnce(Instant.now().plusSeconds(6)));
    Eventually.until("the link is good", () -> opened(nobody, token).statusCode() == 303);
    Visit.Heard shown = nobody.with(opened(nobody, token)).watch("session/jc");
    assertThat(shown.firstFrame()).contains("5550550");

    char last = token.charAt(10);
    String changed = token.substring(0, 10) + (last == 'A' ? 'B' : 'A') + token.substring(11);
    assertThat(opened(nobody, changed).statusCode()).isEqualTo(404);
    assertThat(opened(nobody, token.substring(0, token.indexOf('.')) + ".").statusCode())
        .isEqualTo(404);

    assertThat(shown.closeCode()).isEqualTo(4003);
    assertThat(opened(nobody, token).statusCode()).isEqualTo(404);
  }

  @Test
  void theOpsDoor_asksForAToken_andLetsEachDoWhatItsRoleMay() throws Exception {
    assertThat(get("/sessions", null)).isEqualTo(401);
    assertThat(get("/sessions", "gct_made-up")).isEqualTo(401);
    assertThat(get("/sessions", metrics)).isEqualTo(403);
    assertThat(get("/health/../sessions", metrics)).isEqualTo(403);
    assertThat(get("/metrics", metrics)).isEqualTo(200);
    assertThat(get("/metrics", null)).as("access.probes is open").isEqualTo(200);
    assertThat(get("/health/../sessions", null)).isEqualTo(401);
    assertThat(get("/shares", viewer)).isEqualTo(200);
    assertThat(post("/catalog/reload", viewer)).isEqualTo(403);
    assertThat(post("/catalog/reload", null)).isEqualTo(401);
    assertThat(post("/catalog/reload", operator)).isEqualTo(200);
    Ended without = server.atOpsDoor("sessions");
    assertThat(without.code()).isEqualTo(1);
    assertThat(without.out()).contains("401", "--token-file");
    assertThat(server.log()).doesNotContain(operator, viewer, metrics);

    Files.writeString(dir.resolve("users.yaml"), "users: []\ntokens: [{name: x}]\n");
    Ended broken = asDuty("reload", "--users");
    assertThat(broken.out()).contains("users.yaml:2", "sha256 is missing");
    assertThat(get("/shares", viewer)).as("the old list stays").isEqualTo(200);
    Files.writeString(
        dir.resolve("users.yaml"),
        "tokens: [{name: duty, sha256: %s, role: operator}]\n"
            .formatted(OpsTokens.digest(operator)));
    assertThat(asDuty("reload", "--users").out()).contains("tokens 1");
    assertThat(get("/shares", viewer)).isEqualTo(401);
  }

  private int get(String path, String token) throws Exception {
    return status(HttpRequest.newBuilder(URI.create(server.opsDoor() + path)), token);
  }

  /** Without the command, which takes seconds to start of those that the link lasts. */
  private String madeAtOnce(Instant until) throws Exception {
    String asked =
        "{\"name\": \"广场大屏\", \"boards\": [\"session/jc\"], \"until\": \"%s\"}".formatted(until);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.opsDoor() + "/shares"))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + operator)
            .POST(HttpRequest.BodyPublishers.ofString(asked))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private int post(String path, String token) throws Exception {
    return status(
        HttpRequest.newBuilder(URI.create(server.opsDoor() + path))
            .POST(HttpRequest.BodyPublishers.noBody()),
        token);
  }

  private static int status(HttpRequest.Builder request, String token) throws Exception {
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static HttpResponse<String> opened(Visit nobody, String token) {
    try {
      return nobody.get("/s/" + token);
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean wallSees(Visit wall) {
    try {
      return wall.get("/api/boards/session/jc").statusCode() == 200;
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

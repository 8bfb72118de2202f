package org.guchang.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.guchang.board.Figures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The screen door over real sockets. */
final class ScreenDoorIT {
  private static final String COUNTY = "county/c/%E4%BA%A4%E5%9F%8E%E5%8E%BF";
  private static final long M = Figures.START_MINUTE;

  private final DoorOnTest door = new DoorOnTest(5, 3);
  private final Figures j = new Figures("j").order(M, "douyin", "p0", 1, 100, 0);

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  private void sell(long fen) {
    door.store.put(j.order(M, "douyin", "p0", 1, fen, 0).done());
    door.tell("j");
  }

  @Test
  void the_version_of_the_page_is_told_and_stays_while_its_files_do() throws Exception {
    URI page = URI.create("http://127.0.0.1:" + door.port() + "/api/page");
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest asked = HttpRequest.newBuilder(page).build();
    String first = http.send(asked, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(first).matches("\\{\"version\":\"[0-9a-f]{16}\"}");
    assertThat(http.send(asked, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo(first);
  }

  @Test
  void a_screen_gets_a_snapshot_then_patches_that_continue_it() throws Exception {
    TestScreen screen = new TestScreen(door.port(), COUNTY);
    JsonNode snapshot = screen.next("snapshot");
    assertThat(snapshot.get("board").asText()).isEqualTo("county/c/交城县");
    assertThat(snapshot.at("/state/totals/gmvFen").asLong()).isEqualTo(100);

    long version = snapshot.get("version").asLong();
    for (int i = 1; i <= 5; i++) {
      sell(10);
      JsonNode patch = screen.next("patch");
      assertThat(patch.get("from").asLong()).isEqualTo(version);
      assertThat(patch.get("epoch")).isEqualTo(snapshot.get("epoch"));
      assertThat(patch.at("/patch/totals/gmvFen").asLong()).isEqualTo(100 + i * 10);
      version = patch.get("version").asLong();
    }
    assertThat(door.registry.get("guchang.frames").tag("kind", "patch").counter().count())
        .isGreaterThanOrEqualTo(4); // the last is counted after it is written
    assertThat(door.registry.get("guchang.screens").gauge().value()).isEqualTo(1);
  }

  @Test
  void a_resync_is_answered_with_a_snapshot_and_patches_go_on() throws Exception {
    TestScreen screen = new TestScreen(door.port(), "session/j");
    screen.next("snapshot");
    screen.socket.sendText("{\"kind\":\"resync\"}", true).join();
    assertThat(screen.next("snapshot").at("/state/totals/orders").asLong()).isEqualTo(1);
    sell(1);
    assertThat(screen.next("patch").at("/patch/totals/orders").asLong()).isEqualTo(2);
  }

  @Test
  void another_epoch_is_a_snapshot() throws Exception {
    TestScreen screen = new TestScreen(door.port(), "session/j");
    screen.next("snapshot");
    door.store.put(new Figures("j").epoch("e2").order(M, "jd", "p1", 1, 7, 0).done());
    door.tell("j");
    assertThat(screen.next("snapshot").at("/state/totals/gmvFen").asLong()).isEqualTo(7);
  }

  @Test
  void a_frame_beyond_64_kilobytes_arrives_whole() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      j.order(M + i, "douyin", "p0", 1, 1, 0);
    }
    door.store.put(j.done());
    TestScreen screen = new TestScreen(door.port(), "session/j");
    assertThat(screen.next("snapshot").at("/state/minutes").size()).isEqualTo(2_000);
  }

  @Test
  void an_unknown_board_is_closed_with_4004() {
    assertThat(new TestScreen(door.port(), "session/nobody").closeCode()).isEqualTo(4004);
    assertThat(new TestScreen(door.port(), "session/%ff").closeCode()).isEqualTo(4004);
  }

  @Test
  void a_board_that_a_new_catalog_lacks_is_closed_with_4004() throws Exception {
    TestScreen screen = new TestScreen(door.port(), "session/j");
    screen.next("snapshot");
    door.catalog.replace(Figures.catalog("d2", "w"));
    assertThat(screen.closeCode()).isEqualTo(4004);
  }

  @Test
  void what_is_not_a_resync_is_closed_with_1003_and_what_is_too_big_with_1009() throws Exception {
    TestScreen talkative = new TestScreen(door.port(), "session/j");
    talkative.next("snapshot");
    talkative.socket.sendText("{\"kind\":\"hello\"}", true).join();
    assertThat(talkative.closeCode()).isEqualTo(1003);

    TestScreen big = new TestScreen(door.port(), "session/j");
    big.next("snapshot");
    big.socket.sendText("x".repeat(5_000), true).join();
    assertThat(big.closeCode()).isEqualTo(1009);
  }

  @Test
  void one_screen_too_many_is_refused() throws Exception {
    for (int i = 0; i < 3; i++) {
      new TestScreen(door.port(), "session/j").next("snapshot");
    }
    assertThatThrownBy(() -> new TestScreen(door.port(), "session/w"))
        .isInstanceOf(CompletionException.class);
    assertThat(get("GET", "/ws/boards/session/j").statusCode()).isEqualTo(426);
  }

  @Test
  void the_list_names_campaigns_then_counties_then_sessions() throws Exception {
    HttpResponse<String> answer = get("GET", "/api/boards");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(new ObjectMapper().readTree(answer.body()).findValuesAsText("id"))
        .containsExactly("campaign/c", "county/c/交城县", "county/c/文水县", "session/j", "session/w");
  }

  @Test
  void a_board_can_be_fetched_and_an_unknown_one_is_a_problem() throws Exception {
    JsonNode board = new ObjectMapper().readTree(get("GET", "/api/boards/" + COUNTY).body());
    assertThat(board.at("/state/totals/gmvFen").asLong()).isEqualTo(100);

    HttpResponse<String> unknown = get("GET", "/api/boards/session/nobody");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(get("POST", "/api/boards").statusCode()).isEqualTo(405);
    assertThat(get("GET", "/api/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void while_the_store_is_away_a_board_never_read_is_503() throws Exception {
    door.store.away(true);
    HttpResponse<String> answer = get("GET", "/api/boards/session/j");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(get("GET", "/api/boards").statusCode()).isEqualTo(200);
  }

  @Test
  void files_have_type_etag_and_security_headers() throws Exception {
    HttpResponse<String> file = get("GET", "/door-test/plain.css");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("content-type")).contains("text/css; charset=utf-8");
    assertThat(file.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'self'");
    assertThat(file.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(file.headers().firstValue("referrer-policy")).contains("no-referrer");
    String etag = file.headers().firstValue("etag").orElseThrow();

    HttpRequest again =
        HttpRequest.newBuilder(uri("/door-test/plain.css")).header("if-none-match", etag).build();
    HttpResponse<String> same =
        HttpClient.newHttpClient().send(again, HttpResponse.BodyHandlers.ofString());
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();

    HttpResponse<String> head = get("HEAD", "/door-test/plain.css");
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length"))
        .contains(Integer.toString(file.body().length()));
    assertThat(get("PUT", "/door-test/plain.css").statusCode()).isEqualTo(405);
  }

  @Test
  void nothing_outside_the_web_root_is_served() throws Exception {
    for (String path :
        new String[] {
          "/../logback.xml",
          "/%2e%2e/logback.xml",
          "/..%2flogback.xml",
          "/door-test/../../META-INF/MANIFEST.MF",
          "//etc/passwd",
          "/door-test/",
          "/.hidden.css",
          "/door-test/plain.css%00.html"
        }) {
      assertThat(raw(path)).as(path).startsWith("HTTP/1.1 404");
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  private HttpResponse<String> get(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Without a client that tidies the path first. */
  private String raw(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

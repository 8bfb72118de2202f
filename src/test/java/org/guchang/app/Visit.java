package org.guchang.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Somebody at the screen door, as a browser comes there.
 *
 * @param cookie as a browser sends it; empty for none
 */
record Visit(URI door, String cookie) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Visit ofNobody(URI door) {
    return new Visit(door, "");
  }

  /** What it heard of a board. */
  static final class Heard implements WebSocket.Listener {
    private final StringBuilder all = new StringBuilder();
    final CompletableFuture<String> first = new CompletableFuture<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket of, CharSequence data, boolean last) {
      all.append(data);
      if (last) {
        first.complete(all.toString());
      }
      of.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket of, int code, String reason) {
      first.complete("");
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket of, Throwable error) {
      first.completeExceptionally(error);
      closed.completeExceptionally(error);
    }

    int closeCode() {
      return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    String firstFrame() {
      return first.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A form, sent by a page of this origin; null for none. */
  HttpResponse<String> post(String path, String origin, String... fields)
      throws IOException, InterruptedException {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8)).append('&');
    }
    HttpRequest.Builder request =
        request(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
    if (origin != null) {
      request.header("origin", origin);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> logIn(String name, String password)
      throws IOException, InterruptedException {
    return post("/login", door.toString(), "name", name, "password", password, "to", "/");
  }

  /** The same, with the cookie that an answer gives. */
  Visit with(HttpResponse<?> answer) {
    Optional<String> given = answer.headers().firstValue("set-cookie");
    return new Visit(door, given.orElseThrow().replaceAll(";.*", ""));
  }

  Heard watch(String board) {
    return watch(board, null);
  }

  /** The board's WebSocket, opened by a page of this origin; null for none. */
  Heard watch(String board, String origin) {
    Heard heard = new Heard();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (!cookie.isEmpty()) {
      builder.header("cookie", cookie);
    }
    if (origin != null) {
      builder.header("origin", origin);
    }
    builder
        .buildAsync(
            URI.create("ws://" + door.getAuthority() + "/ws/boards/" + encoded(board)), heard)
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
    return heard;
  }

  static String encoded(String board) {
    return URLEncoder.encode(board, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door + path));
    return cookie.isEmpty() ? request : request.header("cookie", cookie);
  }
}

package org.guchang.screen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A screen that is not Vert.x: the JDK's own WebSocket, which checks what it is sent. */
final class TestScreen implements WebSocket.Listener {
  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final WebSocket socket;

  TestScreen(int port, String board) {
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/boards/" + board), this)
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket of, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        frames.add(new ObjectMapper().readTree(text.toString()));
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
      text.setLength(0);
    }
    of.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket of, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket of, Throwable error) {
    closed.completeExceptionally(error);
  }

  /** The next frame of this kind; beats and others on the way are passed over. */
  JsonNode next(String kind) throws InterruptedException {
    while (true) {
      JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no " + kind + " within 20 s");
      }
      if (frame.get("kind").asText().equals(kind)) {
        return frame;
      }
    }
  }

  int closeCode() {
    return closed.orTimeout(30, TimeUnit.SECONDS).join();
  }
}

package org.guchang.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A screen that writes down what it is sent, patch by patch. */
final class FrameLog implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  private ObjectNode state = JSON.createObjectNode();

  FrameLog(URI door, String board) {
    this(HttpClient.newHttpClient(), door, board, door.toString());
  }

  /**
   * @param origin of the page it belongs to
   */
  FrameLog(HttpClient client, URI door, String board, String origin) {
    URI at = URI.create("ws" + door.toString().substring("http".length()) + "/ws/boards/" + board);
    socket = client.newWebSocketBuilder().header("Origin", origin).buildAsync(at, this).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        frames.add(JSON.readTree(text.toString()));
      } catch (JsonProcessingException e) {
        throw new AssertionError(text.toString(), e);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  /** The state that was pushed, once it shows this figure. */
  JsonNode until(String pointer, long figure) throws InterruptedException {
    while (state.at(pointer).asLong() != figure) {
      JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError(pointer + " is " + state.at(pointer) + ", never " + figure);
      }
      if (frame.has("state")) {
        state = frame.path("state").deepCopy();
      } else if (frame.has("patch")) {
        merge(state, frame.path("patch"));
      }
    }
    return state.deepCopy();
  }

  /** RFC 7396. */
  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              if (value.isNull()) {
                target.remove(member.getKey());
              } else if (value.isObject()) {
                JsonNode known = target.get(member.getKey());
                ObjectNode inner =
                    known instanceof ObjectNode object ? object : JSON.createObjectNode();
                merge(inner, value);
                target.set(member.getKey(), inner);
              } else {
                target.set(member.getKey(), value);
              }
            });
  }

  @Override
  public void close() {
    socket.abort();
  }
}

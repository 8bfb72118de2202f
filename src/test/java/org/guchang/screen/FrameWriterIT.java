package org.guchang.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the writer relies on in Vert.x is there: the day it is not, this test says so. */
final class FrameWriterIT {

  @Test
  void frames_of_every_length_of_header_go_past_the_encoder() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Promise<Boolean> below = Promise.promise();
      HttpServer server =
          vertx
              .createHttpServer()
              .webSocketHandler(
                  socket -> {
                    FrameWriter writer = new FrameWriter(socket);
                    for (int length : new int[] {1, 125, 126, 65_535, 65_536}) {
                      String text = "x".repeat(length);
                      String json = "{\"kind\":\"" + text + "\"}";
                      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                      ReadyFrame frame = new ReadyFrame(bytes);
                      writer.write(frame);
                      frame.release();
                    }
                    below.complete(writer.isBelowEncoder());
                  })
              .listen(0, "127.0.0.1")
              .await(20, TimeUnit.SECONDS);
      TestScreen screen = new TestScreen(server.actualPort(), "any");
      for (int length : new int[] {1, 125, 126, 65_535, 65_536}) {
        String text = "x".repeat(length);
        assertThat(screen.next(text).get("kind").asText()).hasSize(length);
      }
      assertThat(below.future().await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }
}

package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A screen that does not read what it is sent, while a busy evening goes on. */
class SlowScreenAlertIT {

  @Test
  void screenThatDoesNotRead_isClosed_andSeenByItsAlert(@TempDir Path dir) throws Exception {
    String hasty = "board: {slow-screen-seconds: 1, frames-per-second: 60}";
    try (ServerProcess server = new ServerProcess(dir, hasty).awaitReady();
        PrometheusProcess prometheus =
            new PrometheusProcess(dir, server.opsDoor(), Map.of("screens_slow", "1"))
                .awaitReading();
        Socket slow = open(server, "/ws/boards/session/jiaocheng-0516")) {
      assertThat(slow.isConnected()).isTrue();
      Process evening = server.replay("jiaocheng", "400");
      try {
        JsonNode told = prometheus.awaitFiring("GuchangScreensSlow", "");
        assertThat(told.path("description").asText()).contains("did not read what they were sent");
        assertThat(prometheus.query("guchang_screens_closed_total{reason=\"slow\"} > 0"))
            .isNotEmpty();
        assertThat(prometheus.query("guchang_frames_skipped_total > 0")).isNotEmpty();
      } finally {
        evening.destroy();
      }
    }
  }

  /**
   * A WebSocket with little room on this side, so that what is not read soon stays with the server.
   */
  private static Socket open(ServerProcess server, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.screenDoor().getPort()));
    socket
        .getOutputStream()
        .write(
            """
            GET %s HTTP/1.1
            Host: 127.0.0.1
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==

            """
                .formatted(path)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }
}

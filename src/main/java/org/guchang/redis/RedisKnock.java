package org.guchang.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Says a few words to the embedded Redis over a connection of its own, in the inline form of the
 * protocol.
 */
record RedisKnock(int port, String password) {

  private static final int PATIENCE_MILLIS = 2000;

  /** What came of knocking. */
  enum Answer {
    READY,
    LOADING,
    NOBODY
  }

  Answer ping() {
    try {
      String last = last("PING");
      if (last.startsWith("+PONG")) {
        return Answer.READY;
      }
      return last.startsWith("-LOADING") ? Answer.LOADING : Answer.NOBODY;
    } catch (IOException notYet) {
      return Answer.NOBODY;
    }
  }

  /** Asks Redis to write what it has and end; the connection simply closes when it does. */
  void shutdown() throws IOException {
    String last = last("SHUTDOWN");
    if (last.startsWith("-")) {
      throw new IOException(last);
    }
  }

  private String last(String command) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          PATIENCE_MILLIS);
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String answer = "";
      for (String word : List.of("AUTH " + password, command)) {
        socket.getOutputStream().write((word + "\r\n").getBytes(StandardCharsets.UTF_8));
        String line = answers.readLine();
        answer = line == null ? "" : line;
      }
      return answer;
    }
  }
}

package org.guchang.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.guchang.board.Figures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A screen that does not read what it is sent. */
@Timeout(60)
final class SlowScreenIT {
  private static final int SLOW_SECONDS = 2;
  private final DoorOnTest door = new DoorOnTest(SLOW_SECONDS, 10);
  private final Figures j = new Figures("j").order(Figures.START_MINUTE, "douyin", "p0", 1, 1, 0);
  private long told;

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  /** One message, by its first byte and its text. */
  private record Message(int first, String text) {
    boolean isClose() {
      return first == 0x88;
    }
  }

  @Test
  void skips_frames_gets_a_snapshot_when_it_reads_again_and_others_miss_nothing() throws Exception {
    TestScreen brisk = new TestScreen(door.port(), "session/j");
    brisk.next("snapshot");
    try (Socket slow = open()) {
      skipSome(brisk);
      DataInputStream in = new DataInputStream(slow.getInputStream());
      Message message = read(in);
      int snapshots = 0;
      while (snapshots < 2 && !message.isClose()) {
        snapshots += message.text().startsWith("{\"kind\":\"snapshot\"") ? 1 : 0;
        message = read(in);
      }
      assertThat(snapshots).isEqualTo(2);
    }
  }

  @Test
  void is_told_4008_and_cut_when_it_never_reads() throws Exception {
    TestScreen brisk = new TestScreen(door.port(), "session/j");
    brisk.next("snapshot");
    try (Socket slow = open()) {
      skipSome(brisk);
      while (door.registry.find("guchang.screens.closed").tag("reason", "slow").counter() == null) {
        change(brisk);
      }
      while (door.registry.get("guchang.screens").gauge().value() > 1) {
        change(brisk);
      }
      assertThat(ends(slow)).isTrue();
    }
    change(brisk);
  }

  /** Changes the board until a frame was skipped for the screen that does not read. */
  private void skipSome(TestScreen brisk) throws InterruptedException {
    while (door.registry.get("guchang.frames.skipped").counter().count() == 0) {
      change(brisk);
    }
  }

  /** Frames of some 100 KB: every product anew. */
  private void change(TestScreen brisk) throws InterruptedException {
    told++;
    for (int i = 0; i < 200; i++) {
      j.order(Figures.START_MINUTE, "douyin", "x".repeat(500) + i, 1, told, 0);
    }
    door.store.put(j.done());
    door.tell("j");
    brisk.next("patch");
  }

  private Socket open() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
    OutputStream out = socket.getOutputStream();
    String[] request = {
      "GET /ws/boards/session/j HTTP/1.1",
      "Host: localhost",
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "",
      ""
    };
    out.write(String.join("\r\n", request).getBytes(StandardCharsets.US_ASCII));
    int newLines = 0;
    while (newLines < 4) {
      int read = socket.getInputStream().read();
      newLines = read == '\r' || read == '\n' ? newLines + 1 : 0;
    }
    return socket;
  }

  private static Message read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    return new Message(first, new String(payload, StandardCharsets.UTF_8));
  }

  private static boolean ends(Socket socket) {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        read(in);
      }
    } catch (EOFException e) {
      return true;
    } catch (IOException e) {
      return e instanceof java.net.SocketException;
    }
  }
}

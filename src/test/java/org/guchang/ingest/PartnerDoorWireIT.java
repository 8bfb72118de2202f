package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Random;
import org.guchang.config.Settings;
import org.guchang.ingest.format.WireEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What senders do with a connection, over bare sockets. */
final class PartnerDoorWireIT {
  private static final int LIMIT = 4096;

  private DoorUnderTest door;

  @BeforeEach
  void open() throws Exception {
    door =
        new DoorUnderTest(
            Acme.settings(new Settings.Limits(LIMIT, 100, 300, 10_000, 500, 2_000)), 1);
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  @Test
  void chunkedBody_isTheSameDelivery() throws Exception {
    byte[] body = WireEvent.paid().bytes();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(
        (door.head("m-1", body) + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
    for (int from = 0; from < body.length; from += 50) {
      int size = Math.min(50, body.length - from);
      request.write((Integer.toHexString(size) + "\r\n").getBytes(ISO_8859_1));
      request.write(body, from, size);
      request.write("\r\n".getBytes(ISO_8859_1));
    }
    request.write("0\r\n\r\n".getBytes(ISO_8859_1));

    try (Socket socket = door.connect()) {
      send(socket, request.toByteArray());
      assertThat(answer(socket)).startsWith("HTTP/1.1 200").contains("\"accepted\":1");
    }
  }

  @Test
  void bodyInPieces_isPutTogether() throws Exception {
    byte[] request = request("m-1", WireEvent.paid().bytes());

    try (Socket socket = door.connect()) {
      for (byte b : request) {
        send(socket, new byte[] {b});
      }
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void pipelinedDeliveries_areAnsweredInOrder() throws Exception {
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      requests.write(
          request("m-" + i, WireEvent.paid().with("/id", "e-" + (i == 3 ? 0 : i)).bytes()));
    }

    try (Socket socket = door.connect()) {
      send(socket, requests.toByteArray());
      for (int i = 0; i < 5; i++) {
        assertThat(answer(socket))
            .startsWith("HTTP/1.1 200")
            .contains(
                i == 3 ? "\"accepted\":0,\"duplicates\":1" : "\"accepted\":1,\"duplicates\":0");
      }
    }
  }

  @Test
  void halfABody_isNoDelivery() throws Exception {
    byte[] request = request("m-1", WireEvent.paid().bytes());

    try (Socket socket = door.connect()) {
      send(socket, java.util.Arrays.copyOf(request, request.length - 1));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(door.ledger.deliveries()).isEmpty();
  }

  @Test
  void bodyShorterThanSigned_isNotVerified() throws Exception {
    byte[] body = WireEvent.paid().bytes();
    byte[] shorter = java.util.Arrays.copyOf(body, body.length - 1);
    String head = door.head("m-1", body) + "Content-Length: " + shorter.length + "\r\n\r\n";

    try (Socket socket = door.connect()) {
      send(socket, head.getBytes(ISO_8859_1));
      send(socket, shorter);
      assertThat(answer(socket)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void announcedBodyOverTheLimit_isRefusedBeforeItIsSent() throws Exception {
    String head = door.head("m-1", new byte[0]) + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n";

    try (Socket socket = door.connect()) {
      send(socket, head.getBytes(ISO_8859_1));
      assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("at most " + LIMIT + " bytes");
    }
  }

  @Test
  void senderThatWaitsForContinue_getsItOrTheRefusal() throws Exception {
    byte[] body = WireEvent.paid().bytes();
    String head = door.head("m-1", body) + "Expect: 100-continue\r\nContent-Length: ";

    try (Socket socket = door.connect()) {
      send(socket, (head + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(line(socket.getInputStream())).isEqualTo("HTTP/1.1 100 Continue");
      line(socket.getInputStream());
      send(socket, body);
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
    try (Socket socket = door.connect()) {
      send(socket, (head + (LIMIT + 1) + "\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void chunkedBodyOverTheLimit_isRefusedAndTheConnectionServesOn() throws Exception {
    byte[] body = WireEvent.paid().bytes();
    String head = door.head("m-1", body) + "Transfer-Encoding: chunked\r\n\r\n";
    String chunk = Integer.toHexString(LIMIT) + "\r\n" + "x".repeat(LIMIT) + "\r\n";

    try (Socket socket = door.connect()) {
      send(socket, (head + chunk + chunk + "0\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(answer(socket)).startsWith("HTTP/1.1 413");
      send(socket, request("m-2", body));
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void bodyWithoutEnd_isCutOff() throws Exception {
    String head = door.head("m-1", new byte[0]) + "Transfer-Encoding: chunked\r\n\r\n";
    byte[] chunk =
        (Integer.toHexString(LIMIT) + "\r\n" + "x".repeat(LIMIT) + "\r\n").getBytes(ISO_8859_1);

    try (Socket socket = door.connect()) {
      send(socket, head.getBytes(ISO_8859_1));
      assertThat(chunksUntilClosed(socket, chunk)).isLessThan(10_000);
    }
  }

  @Test
  void bodyOfExactlyTheLimit_isRead() throws Exception {
    String json = WireEvent.paid().json();
    byte[] body = (json + " ".repeat(LIMIT - json.getBytes(UTF_8).length)).getBytes(UTF_8);
    assertThat(body).hasSize(LIMIT);

    try (Socket socket = door.connect()) {
      send(socket, request("m-1", body));
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void whatIsNoHttp_isAnsweredAndClosed() throws Exception {
    assertThat(answerTo("NONSENSE\r\n\r\n")).contains(" 400 ", "problem+json");
    assertThat(answerTo("GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n")).contains(" 414 ");
    assertThat(answerTo("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(10_000) + "\r\n\r\n"))
        .contains(" 431 ");
    assertThat(answerTo(door.head("m-1", new byte[0]) + "Content-Length: -5\r\n\r\n"))
        .contains(" 400 ");
    assertThat(
            answerTo(
                door.head("m-1", new byte[0])
                    + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxx"))
        .contains(" 400 ");
  }

  @Test
  void signedBytesOfAnyKind_neverMakeTheServerFail() throws Exception {
    Random random = new Random(20200516);
    byte[] valid = WireEvent.paid().bytes();

    try (Socket socket = door.connect()) {
      for (int i = 0; i < 500; i++) {
        byte[] body = valid.clone();
        for (int n = random.nextInt(6); n >= 0; n--) {
          body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        send(socket, request("fuzz-" + i, body));
        assertThat(answer(socket).substring(9, 12)).isIn("200", "400", "422");
      }
    }
  }

  private String answerTo(String request) throws IOException {
    try (Socket socket = door.connect()) {
      send(socket, request.getBytes(ISO_8859_1));
      return answer(socket);
    }
  }

  private byte[] request(String id, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(
        (door.head(id, body) + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
    out.write(body);
    return out.toByteArray();
  }

  private static int chunksUntilClosed(Socket socket, byte[] chunk) {
    int sent = 0;
    try {
      while (sent < 10_000) {
        send(socket, chunk);
        sent++;
      }
    } catch (IOException closed) {
      return sent;
    }
    return sent;
  }

  private static void send(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** One answer: head and body. */
  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      answer.append(line).append('\n');
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return answer + new String(in.readNBytes(length), UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}

package org.guchang.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.guchang.config.Settings.DoorName;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of the doors is changed while they are used. */
final class RenewedCertificateIT {
  @TempDir static Path dir;
  private static MadeCertificate old;
  private static MadeCertificate renewed;
  private static MadeCertificate inUse;
  private static WholeServer server;

  @BeforeAll
  static void start() throws Exception {
    old = MadeCertificate.in(dir, "old");
    renewed = MadeCertificate.in(dir, "renewed");
    inUse = MadeCertificate.in(dir, "used");
    old.replace(inUse);
    server =
        new WholeServer(
            dir,
            Map.of(
                "GUCHANG_TLS_CERTIFICATE", inUse.pem().toString(),
                "GUCHANG_TLS_KEY", inUse.key().toString()));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void connections_that_are_there_go_on_and_new_ones_see_what_is_new() throws Exception {
    try (SSLSocket kept = connect(DoorName.SCREEN, old.trusted(null), "TLSv1.3")) {
      assertThat(ask(kept, "/api/page")).startsWith("HTTP/1.1 200");
      LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
      WebSocket screen = screen(old.trusted(null), frames);
      assertThat(frames.poll(10, TimeUnit.SECONDS)).contains("\"snapshot\"");

      renewed.replace(inUse);
      for (DoorName door : DoorName.values()) {
        Eventually.until(door + " shows the new one", () -> shows(door, renewed));
      }

      assertThat(ask(kept, "/api/page")).startsWith("HTTP/1.1 200");
      screen.sendText("{\"kind\":\"resync\"}", true).get(5, TimeUnit.SECONDS);
      assertThat(frames.poll(10, TimeUnit.SECONDS)).isNotNull();
      assertThatThrownBy(() -> connect(DoorName.SCREEN, old.trusted(null), "TLSv1.3"))
          .isInstanceOf(SSLHandshakeException.class);
      screen.abort();
    } finally {
      old.replace(inUse);
      Eventually.until("the old one is back", () -> shows(DoorName.OPS, old));
    }
  }

  @Test
  void a_key_of_another_certificate_leaves_the_pair_in_use_and_is_told() throws Exception {
    MadeCertificate.put(renewed.key(), inUse.key());
    Eventually.until("it is told", () -> metrics().contains("guchang_certificate_current 0"));
    assertThat(shows(DoorName.SCREEN, old)).isTrue();
    assertThat(shows(DoorName.PARTNER, old)).isTrue();

    Files.writeString(inUse.key(), "no key at all");
    MadeCertificate.put(old.key(), inUse.key());
    Eventually.until("all is well", () -> metrics().contains("guchang_certificate_current 1"));
  }

  @Test
  void the_end_of_the_certificate_is_told_without_being_named_twice() throws Exception {
    long end = old.x509().getNotAfter().toInstant().getEpochSecond();
    Eventually.until(
        "its end is told",
        () ->
            metrics()
                .lines()
                .anyMatch(
                    line ->
                        line.startsWith(
                                "guchang_certificate_ends_seconds{certificate=\"used.pem\"}")
                            && (long) Double.parseDouble(line.substring(line.lastIndexOf(' ')))
                                == end));
  }

  @Test
  void tls_1_2_is_spoken_and_1_1_is_refused() throws Exception {
    try (SSLSocket socket = connect(DoorName.PARTNER, old.trusted(null), "TLSv1.2")) {
      assertThat(ask(socket, "/openapi.json")).startsWith("HTTP/1.1 200");
    }
    for (DoorName door : DoorName.values()) {
      assertThat(greeted(door, 0x02)).as("%s to TLS 1.1", door).containsExactly(0x15, 2, 70);
    }
  }

  @Test
  void answers_ask_browsers_to_come_by_tls_and_plain_requests_get_none() throws Exception {
    try (SSLSocket socket = connect(DoorName.SCREEN, old.trusted(null), "TLSv1.3")) {
      assertThat(ask(socket, "/api/page"))
          .containsIgnoringCase("strict-transport-security: max-age=15552000");
    }
    try (Socket plain =
        new Socket(InetAddress.getLoopbackAddress(), server.at(DoorName.SCREEN).port())) {
      plain.setSoTimeout(10_000);
      plain
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String said = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).doesNotContain("HTTP/1.1 200");
    }
    assertThat(server.doors.address(DoorName.SCREEN)).startsWith("https://127.0.0.1:");
  }

  private static SSLSocket connect(DoorName door, SSLContext trusting, String version)
      throws Exception {
    SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", server.at(door).port());
    socket.setSoTimeout(10_000);
    socket.setEnabledProtocols(new String[] {version});
    socket.startHandshake();
    return socket;
  }

  private static boolean shows(DoorName door, MadeCertificate expected) {
    try (SSLSocket socket = connect(door, expected.trusted(null), "TLSv1.3")) {
      Certificate[] shown = socket.getSession().getPeerCertificates();
      return shown[0].equals(expected.x509());
    } catch (Exception notYet) {
      return false;
    }
  }

  private static String metrics() {
    try (SSLSocket socket = connect(DoorName.OPS, old.trusted(null), "TLSv1.3")) {
      return ask(socket, "/metrics");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Head and body, of an answer with a Content-Length. */
  private static String ask(Socket socket, String path) throws Exception {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    InputStream in = new BufferedInputStream(socket.getInputStream());
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("after %s", head).isNotNegative();
      head.append((char) next);
    }
    String length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
    return head + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
  }

  private static WebSocket screen(SSLContext trusting, LinkedBlockingQueue<String> frames)
      throws Exception {
    URI wall = URI.create(server.doors.address(DoorName.SCREEN).replaceFirst("http", "ws"));
    return HttpClient.newBuilder()
        .sslContext(trusting)
        .build()
        .newWebSocketBuilder()
        .buildAsync(
            wall.resolve("/ws/boards/session/jiaocheng-0516"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                frames.add(text.toString());
                socket.request(1);
                return null;
              }
            })
        .get(10, TimeUnit.SECONDS);
  }

  /**
   * The first three of type, level and description of the alert that a ClientHello is answered by;
   * Java's own client would refuse to say it.
   *
   * @param minor of the version: 1 is TLS 1.0, 2 is 1.1
   */
  private static int[] greeted(DoorName door, int minor) throws Exception {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 4 + 2];
    int[] head = {0x16, 3, 1, 0, hello.length - 5, 1, 0, 0, hello.length - 9, 3, minor};
    for (int i = 0; i < head.length; i++) {
      hello[i] = (byte) head[i];
    }
    int[] tail = {0, 0, 4, 0xc0, 0x09, 0xc0, 0x13, 1, 0};
    for (int i = 0; i < tail.length; i++) {
      hello[hello.length - tail.length + i] = (byte) tail[i];
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.at(door).port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(hello);
      byte[] answer = socket.getInputStream().readNBytes(7);
      return new int[] {answer[0], answer[5], answer[6]};
    }
  }
}

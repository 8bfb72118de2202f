package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guchang.door.MadeCertificate;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors behind a real nginx with the example that is given for it. */
final class ProxiedDoorsIT {
  private static final String BOARD = "session/jiaocheng-0516";

  @TempDir static Path dir;
  private static ServerProcess server;
  private static NginxProcess nginx;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    MadeCertificate certificate = MadeCertificate.in(dir, "proxy");
    client = HttpClient.newBuilder().sslContext(certificate.trusted(null)).build();
    server = new ServerProcess(dir, "ledger: {durability: everysec}").awaitReady();
    nginx = new NginxProcess(dir, server, certificate);
  }

  @AfterAll
  static void stop() throws Exception {
    if (nginx != null) {
      nginx.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static String accessLog() {
    try {
      return Files.readString(nginx.accessLog());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static HttpResponse<String> get(URI at) throws Exception {
    return client.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_delivery_through_the_proxy_is_on_a_screen_behind_the_proxy() throws Exception {
    try (FrameLog screen = new FrameLog(client, nginx.screenDoor(), BOARD, "https://localhost")) {
      assertThat(
              new NativePartner(client, nginx.partnerDoor(), "demo")
                  .send(
                      ServerProcess.DEMO_SECRET,
                      "proxied-1",
                      NativePartner.paid("jiaocheng-0516", "proxied-1", "枣")))
          .isEqualTo(200);
      assertThat(screen.until("/totals/orders", 1).at("/totals/gmvFen").asLong()).isEqualTo(1000);
    }
  }

  @Test
  void a_page_of_somebody_else_gets_no_frames() {
    assertThatThrownBy(
            () -> new FrameLog(client, nginx.screenDoor(), BOARD, "https://elsewhere.example"))
        .hasStackTraceContaining("403");
  }

  @Test
  void plain_http_is_sent_to_tls_and_pages_say_that_it_stays_so() throws Exception {
    HttpResponse<String> plain = get(nginx.plainDoor().resolve("/"));
    assertThat(plain.statusCode()).isEqualTo(301);
    assertThat(plain.headers().firstValue("location")).hasValue("https://localhost/");

    HttpResponse<String> page = get(nginx.screenDoor().resolve("/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("strict-transport-security")).isPresent();
    assertThat(page.headers().allValues("content-security-policy")).hasSize(1);
  }

  @Test
  void the_log_of_the_proxy_keeps_neither_share_links_nor_queries() throws Exception {
    get(nginx.screenDoor().resolve("/s/link-that-nobody-may-know"));
    get(nginx.screenDoor().resolve("/api/boards?sign=that-nobody-may-know"));
    get(nginx.partnerDoor().resolve("/hooks/demo?sign=that-nobody-may-know"));
    // nginx writes a line after its answer
    Eventually.until("the last is logged", () -> accessLog().contains("GET /hooks/demo "));
    assertThat(accessLog()).contains("GET /api/boards 200").doesNotContain("that-nobody-may-know");
  }

  @Test
  void partners_find_their_guide_and_nobody_the_ops_door() throws Exception {
    assertThat(get(nginx.partnerDoor().resolve("/openapi.json")).statusCode()).isEqualTo(200);
    assertThat(get(nginx.partnerDoor().resolve("/metrics")).statusCode()).isEqualTo(404);
    assertThat(get(nginx.screenDoor().resolve("/metrics")).statusCode()).isEqualTo(404);
  }
}

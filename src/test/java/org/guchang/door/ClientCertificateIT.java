package org.guchang.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.guchang.Main;
import org.guchang.app.StartProblem;
import org.guchang.config.Settings.DoorName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ops door asks its clients for a certificate; the commands of operators have one to show. */
final class ClientCertificateIT {

  @Test
  void only_a_client_with_a_certificate_is_let_in_and_other_doors_ask_for_none(@TempDir Path dir)
      throws Exception {
    MadeCertificate own = MadeCertificate.in(dir, "server");
    MadeCertificate operator = MadeCertificate.in(dir, "operator");
    MadeCertificate stranger = MadeCertificate.in(dir, "stranger");
    Map<String, String> env =
        Map.of(
            "GUCHANG_TLS_CERTIFICATE", own.pem().toString(),
            "GUCHANG_TLS_KEY", own.key().toString(),
            "GUCHANG_TLS_OPS_CLIENTS", operator.pem().toString());
    try (WholeServer server = new WholeServer(dir, env)) {
      String ops = server.doors.address(DoorName.OPS);
      URI live = URI.create(ops).resolve("/health/live");
      assertThat(status(own.trusted(operator), live)).isEqualTo(200);
      assertThatThrownBy(() -> status(own.trusted(null), live)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> status(own.trusted(stranger), live)).isInstanceOf(IOException.class);
      URI boards = URI.create(server.doors.address(DoorName.SCREEN)).resolve("/api/boards");
      assertThat(status(own.trusted(null), boards)).isEqualTo(200);

      String trust = own.pem().toString();
      String shown = operator.pem().toString();
      String key = operator.key().toString();
      assertThat(
              said(
                  0,
                  "log-level",
                  "--ops",
                  ops,
                  "--trust",
                  trust,
                  "--client-certificate",
                  shown,
                  "--client-key",
                  key))
          .contains("org.guchang");
      assertThat(said(1, "log-level", "--ops", ops, "--trust", trust))
          .contains("--client-certificate");
      assertThat(said(1, "log-level", "--ops", ops)).contains("--trust");
    }
  }

  @Test
  void a_key_of_another_certificate_is_refused_at_the_start(@TempDir Path dir) throws Exception {
    MadeCertificate own = MadeCertificate.in(dir, "server");
    MadeCertificate other = MadeCertificate.in(dir, "other");
    Map<String, String> env =
        Map.of(
            "GUCHANG_TLS_CERTIFICATE", own.pem().toString(),
            "GUCHANG_TLS_KEY", other.key().toString());
    assertThatThrownBy(() -> new WholeServer(dir, env))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("tls.key is not the key of the first certificate");
  }

  private static int status(SSLContext context, URI uri) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private static String said(int exit, String... command) {
    StringWriter all = new StringWriter();
    PrintWriter to = new PrintWriter(all);
    assertThat(Main.commandLine().setOut(to).setErr(to).execute(command))
        .as("%s", all)
        .isEqualTo(exit);
    return all.toString();
  }
}

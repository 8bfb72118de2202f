package org.guchang.app.command;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.guchang.app.StartProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose certificates a command takes from a door that speaks TLS. */
class TrustOption {

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description =
          "Authorities' certificates in PEM, or the door's own, to be trusted at an https door"
              + " instead of those that Java trusts.")
  private @Nullable Path trust;

  /** The context for what this command asks; Java's own where nothing is said. */
  SSLContext context() {
    return context(trust, null);
  }

  /** The same for clients of Vert.x. */
  HttpClientOptions transport() {
    HttpClientOptions options = new HttpClientOptions();
    return trust == null ? options : options.setTrustOptions(pem(trust));
  }

  /**
   * A context.
   *
   * @param trusted null: what Java trusts
   * @param shown of the client, null where it shows none
   */
  static SSLContext context(@Nullable Path trusted, @Nullable PemKeyCertOptions shown) {
    Vertx vertx = Vertx.vertx();
    try {
      TrustManager[] trust =
          trusted == null ? null : pem(trusted).getTrustManagerFactory(vertx).getTrustManagers();
      KeyManager[] keys = shown == null ? null : shown.getKeyManagerFactory(vertx).getKeyManagers();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (Exception e) { // what Vert.x declares
      throw new StartProblem(
          "The certificates or the key cannot be read as PEM: " + e.getClass().getSimpleName());
    } finally {
      vertx.close().await();
    }
  }

  private static PemTrustOptions pem(Path file) {
    if (!Files.isReadable(file)) {
      throw new StartProblem("--trust: there is no file " + file + " that can be read");
    }
    return new PemTrustOptions().addCertPath(file.toAbsolutePath().toString());
  }

  @Nullable Path trusted() {
    return trust;
  }
}

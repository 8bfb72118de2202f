package org.guchang.app.command;

import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.guchang.app.StartProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a command needs at an ops door that speaks TLS and may want a certificate of its clients.
 */
final class OpsTlsOptions extends TrustOption {

  @Option(
      names = "--client-certificate",
      paramLabel = "FILE",
      description = "A certificate in PEM to show to an ops door that wants one.")
  private @Nullable Path certificate;

  @Option(names = "--client-key", paramLabel = "FILE", description = "Its key in PEM.")
  private @Nullable Path key;

  @Override
  SSLContext context() {
    if ((certificate == null) != (key == null)) {
      throw new StartProblem("--client-certificate and --client-key go together");
    }
    return context(trusted(), shown());
  }

  private @Nullable PemKeyCertOptions shown() {
    return certificate == null || key == null
        ? null
        : new PemKeyCertOptions()
            .setCertPath(certificate.toAbsolutePath().toString())
            .setKeyPath(key.toAbsolutePath().toString());
  }
}

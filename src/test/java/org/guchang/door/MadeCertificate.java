package org.guchang.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.Assertions;

/** A certificate signed by itself, for this machine, made by the JDK's keytool. */
public final class MadeCertificate {
  private static final String PASSWORD = "changeit";

  private final Path dir;
  private final String name;
  private final KeyStore store;

  private MadeCertificate(Path dir, String name, KeyStore store) {
    this.dir = dir;
    this.name = name;
    this.store = store;
  }

  /**
   * Makes it, and writes NAME.pem and NAME.key beside each other.
   *
   * @param more for keytool, such as {@code -startdate}
   */
  public static MadeCertificate in(Path dir, String name, String... more) throws Exception {
    Path file = dir.resolve(name + ".p12");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "own",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
    command.addAll(List.of(more));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Assertions.assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Assertions.assertThat(made.exitValue()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    MadeCertificate certificate = new MadeCertificate(dir, name, store);
    Files.writeString(certificate.pem(), pem("CERTIFICATE", certificate.x509().getEncoded()));
    byte[] key = store.getKey("own", PASSWORD.toCharArray()).getEncoded();
    Files.writeString(certificate.key(), pem("PRIVATE KEY", key));
    return certificate;
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  public Path pem() {
    return dir.resolve(name + ".pem");
  }

  public Path key() {
    return dir.resolve(name + ".key");
  }

  X509Certificate x509() throws Exception {
    return (X509Certificate) store.getCertificate("own");
  }

  /** Puts certificate and key in the place of another's, each by renaming. */
  void replace(MadeCertificate other) throws IOException {
    put(pem(), other.pem());
    put(key(), other.key());
  }

  static void put(Path from, Path to) throws IOException {
    Path beside = Files.copy(from, to.resolveSibling(to.getFileName() + ".new"));
    Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Trusts this one alone.
   *
   * @param shown what the client shows, null for nothing
   */
  public SSLContext trusted(MadeCertificate shown) throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("own", x509());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown == null ? null : shown.keys(), trust.getTrustManagers(), null);
    return context;
  }

  private javax.net.ssl.KeyManager[] keys() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }
}

package org.guchang.door;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.guchang.config.Settings.DoorName;

/** A certificate with the key that belongs to it, and who may come to the ops door: checked. */
final class TlsPair {
  /** RFC 8996: what is older is not to be spoken. */
  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  private static final byte[] PROBE = "谷场".getBytes(StandardCharsets.UTF_8);

  private final PemFiles files;
  private final X509Certificate certificate;

  private TlsPair(PemFiles files, X509Certificate certificate) {
    this.files = files;
    this.certificate = certificate;
  }

  /** Blocks, for some milliseconds of computing. */
  static TlsPair of(PemFiles files, Vertx vertx) throws TlsUnusable {
    X509Certificate own = own(files, vertx);
    Buffer clients = files.opsClients();
    if (clients != null) {
      checkAuthorities(clients, vertx);
    }
    return new TlsPair(files, own);
  }

  private static X509Certificate own(PemFiles files, Vertx vertx) throws TlsUnusable {
    PemKeyCertOptions pem = pem(files);
    try {
      KeyStore store = pem.loadKeyStore(vertx);
      for (KeyManager manager : pem.getKeyManagerFactory(vertx).getKeyManagers()) {
        for (String alias : Collections.list(store.aliases())) {
          if (manager instanceof X509KeyManager x509 && x509.getPrivateKey(alias) != null) {
            X509Certificate own = x509.getCertificateChain(alias)[0];
            checkTogether(own, x509.getPrivateKey(alias));
            return own;
          }
        }
      }
    } catch (TlsUnusable said) {
      throw said;
    } catch (Exception e) { // what Vert.x declares, and its own of whatever is no PEM
      throw new TlsUnusable(
          "tls.certificate and tls.key cannot be read as PEM of certificates and of a key without a"
              + " password: "
              + e.getClass().getSimpleName());
    }
    throw new TlsUnusable("tls.key holds no key");
  }

  private static void checkTogether(X509Certificate own, PrivateKey key)
      throws GeneralSecurityException, TlsUnusable {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    if (!own.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      throw notTogether();
    }
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(PROBE);
    byte[] signature = signing.sign();
    signing.initVerify(own.getPublicKey());
    signing.update(PROBE);
    if (!signing.verify(signature)) {
      throw notTogether();
    }
  }

  private static TlsUnusable notTogether() {
    return new TlsUnusable("tls.key is not the key of the first certificate in tls.certificate");
  }

  private static void checkAuthorities(Buffer clients, Vertx vertx) throws TlsUnusable {
    try {
      if (new PemTrustOptions().addCertValue(clients).loadKeyStore(vertx).size() > 0) {
        return;
      }
    } catch (Exception e) { // as above
      throw new TlsUnusable(
          "tls.ops-clients cannot be read as certificates in PEM: " + e.getClass().getSimpleName());
    }
    throw new TlsUnusable("tls.ops-clients holds no certificate");
  }

  PemFiles files() {
    return files;
  }

  Instant endsAt() {
    return certificate.getNotAfter().toInstant();
  }

  /** For people: whose, by whom, until when. */
  String told() {
    return certificate.getSubjectX500Principal().getName() + " until " + endsAt();
  }

  ServerSSLOptions options(DoorName door) {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(pem(files)).setEnabledSecureTransportProtocols(VERSIONS);
    Buffer clients = files.opsClients();
    if (door == DoorName.OPS && clients != null) {
      options
          .setClientAuth(ClientAuth.REQUIRED)
          .setTrustOptions(new PemTrustOptions().addCertValue(clients));
    }
    return options;
  }

  /** The same, for a server that is yet to listen. */
  void into(HttpServerOptions options, DoorName door) {
    ServerSSLOptions ssl = options(door);
    options
        .setSsl(true)
        .setKeyCertOptions(ssl.getKeyCertOptions())
        .setTrustOptions(ssl.getTrustOptions())
        .setClientAuth(ssl.getClientAuth())
        .setEnabledSecureTransportProtocols(ssl.getEnabledSecureTransportProtocols());
  }

  private static PemKeyCertOptions pem(PemFiles files) {
    return new PemKeyCertOptions().setCertValue(files.certificate()).setKeyValue(files.key());
  }
}

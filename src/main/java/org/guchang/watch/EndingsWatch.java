package org.guchang.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Secret;
import org.guchang.config.CatalogHolder;
import org.guchang.ops.Meter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks when partners' secrets and the watched TLS certificates end. */
final class EndingsWatch implements Watch.Lookout {
  private static final Logger LOG = LoggerFactory.getLogger(EndingsWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(30);

  /** What cannot be read is as bad as one that has ended. */
  private static final double ENDED = 0;

  private final CatalogHolder catalog;
  private final List<Path> certificates;
  private final MultiGauge secretEnds;
  private final MultiGauge certificateEnds;

  EndingsWatch(CatalogHolder catalog, List<Path> certificates, MeterRegistry registry) {
    this.catalog = catalog;
    this.certificates = certificates;
    this.secretEnds = Meter.SECRET_ENDS.gauges(registry);
    this.certificateEnds = Meter.CERTIFICATE_ENDS.gauges(registry);
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Future<?> look() {
    List<MultiGauge.Row<?>> secrets = new ArrayList<>();
    for (Catalog.Partner partner : catalog.current().partners().values()) {
      if (!partner.secrets().isEmpty()) {
        secrets.add(Meter.SECRET_ENDS.row(lastEnd(partner.secrets()), partner.id()));
      }
    }
    secretEnds.register(secrets, true);
    Map<String, Double> files = new TreeMap<>();
    for (Path file : certificates) {
      // of two files of one name the one that ends first
      files.merge(String.valueOf(file.getFileName()), end(file), Math::min);
    }
    List<MultiGauge.Row<?>> ends = new ArrayList<>();
    files.forEach((name, end) -> ends.add(Meter.CERTIFICATE_ENDS.row(end, name)));
    certificateEnds.register(ends, true);
    return Future.succeededFuture();
  }

  /** Seconds since 1970; infinite when one of them never ends. Pure. */
  static double lastEnd(List<Secret> secrets) {
    double last = ENDED;
    for (Secret secret : secrets) {
      OffsetDateTime end = secret.notAfter();
      last = Math.max(last, end == null ? Double.POSITIVE_INFINITY : end.toEpochSecond());
    }
    return last;
  }

  /** Of the first certificate in a PEM file, which is the server's own. */
  static double end(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      return x509.generateCertificate(in) instanceof X509Certificate certificate
          ? certificate.getNotAfter().toInstant().getEpochSecond()
          : ENDED;
    } catch (IOException | CertificateException unreadable) {
      LOG.debug("The certificate {} cannot be read", file, unreadable);
      return ENDED;
    }
  }
}

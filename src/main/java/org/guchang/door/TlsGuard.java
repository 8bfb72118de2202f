package org.guchang.door;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guchang.config.Settings.DoorName;
import org.guchang.config.Settings.Tls;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the certificate of the doors as it stands in its files: what has changed there is taken by
 * the connections that come from then on, and those that there are go on. What cannot be used is
 * told once, and the pair in use stays.
 *
 * <p>Files are read again and again, not watched by the file system: certificates are changed by
 * renaming, by links and by mounting, and not every file system tells.
 */
public final class TlsGuard {
  private static final Logger LOG = LoggerFactory.getLogger(TlsGuard.class);

  /** Between two looks: a certificate that was renewed is in use before anybody has asked. */
  private static final Duration EVERY = Duration.ofSeconds(2);

  private record Guarded(DoorName door, HttpServer server) {}

  private final Tls tls;
  private final Vertx vertx;
  private final Clock clock;
  private final List<Guarded> servers = new CopyOnWriteArrayList<>();
  private volatile TlsPair used;
  private volatile @Nullable String lastTold;

  private TlsGuard(Tls tls, Vertx vertx, Clock clock, TlsPair first) {
    this.tls = tls;
    this.vertx = vertx;
    this.clock = clock;
    this.used = first;
  }

  /**
   * Reads the files, and again from then on. Blocks.
   *
   * @param tls with certificate and key
   */
  static TlsGuard start(Tls tls, Vertx vertx, Clock clock) throws TlsUnusable {
    TlsPair first = TlsPair.of(PemFiles.read(tls), vertx);
    if (hasEnded(first, clock)) {
      LOG.error("The certificate has ended, clients will refuse it: {}", first.told());
    } else {
      LOG.info("Certificate of the doors: {}", first.told());
    }
    TlsGuard guard = new TlsGuard(tls, vertx, clock, first);
    guard.lookLater();
    return guard;
  }

  void into(HttpServerOptions options, DoorName door) {
    used.into(options, door);
  }

  void guard(DoorName door, HttpServer server) {
    servers.add(new Guarded(door, server));
  }

  /** Whether what stands in the files is in use. */
  public boolean isCurrent() {
    return lastTold == null;
  }

  private void lookLater() {
    vertx.timer(EVERY.toMillis()).compose(due -> look()).onComplete(looked -> lookLater());
  }

  private Future<?> look() {
    return vertx
        .executeBlocking(this::changed)
        .compose(pair -> pair == null ? Future.succeededFuture() : take(pair))
        .onSuccess(taken -> lastTold = null)
        .onFailure(this::tell);
  }

  /** Null when they are as they were. */
  private @Nullable TlsPair changed() throws TlsUnusable {
    PemFiles files = PemFiles.read(tls);
    if (files.equals(used.files())) {
      return null;
    }
    TlsPair pair = TlsPair.of(files, vertx);
    if (hasEnded(pair, clock)) {
      throw new TlsUnusable("the new certificate has ended: " + pair.told());
    }
    return pair;
  }

  private Future<?> take(TlsPair pair) {
    return Future.all(
            servers.stream()
                .map(each -> each.server().updateSSLOptions(pair.options(each.door())))
                .toList())
        .onSuccess(
            updated -> {
              used = pair;
              LOG.info("New connections see a new certificate: {}", pair.told());
            });
  }

  /** Once for each fault: it is looked every two seconds. */
  private void tell(Throwable failure) {
    String why = String.valueOf(failure.getMessage());
    if (!why.equals(lastTold)) {
      lastTold = why;
      LOG.error(
          "The files of TLS have changed and cannot be used, the doors keep the old: {}", why);
    }
  }

  private static boolean hasEnded(TlsPair pair, Clock clock) {
    return clock.instant().isAfter(pair.endsAt());
  }
}

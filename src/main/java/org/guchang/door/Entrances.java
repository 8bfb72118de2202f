package org.guchang.door;

import io.vertx.core.Vertx;
import java.time.Clock;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.jspecify.annotations.Nullable;

/** The entrances of one server's doors, with one certificate for all that speak TLS. */
public final class Entrances {
  private final Settings settings;
  private final @Nullable TlsGuard guard;
  private final Refusals refusals;

  private Entrances(Settings settings, @Nullable TlsGuard guard, Refusals refusals) {
    this.settings = settings;
    this.guard = guard;
    this.refusals = refusals;
  }

  /**
   * Reads the certificate, where there is one. Blocks.
   *
   * @param refusals hears of the connections that doors end
   * @throws TlsUnusable when certificate, key or authorities cannot be used
   */
  public static Entrances of(Settings settings, Vertx vertx, Refusals refusals) throws TlsUnusable {
    boolean tls = settings.tls().certificate() != null && settings.tls().key() != null;
    return new Entrances(
        settings, tls ? TlsGuard.start(settings.tls(), vertx, Clock.systemUTC()) : null, refusals);
  }

  public Entrance at(DoorName door) {
    Door at =
        switch (door) {
          case SCREEN -> settings.screen();
          case PARTNER -> settings.partner();
          case OPS -> settings.ops();
        };
    return new Entrance(
        door,
        at,
        new Entrance.Manner(
            settings.tls().at(door) ? guard : null,
            settings.tls().hstsSeconds(),
            settings.limits().patienceSeconds(),
            refusals));
  }

  /** Null where no door speaks TLS. */
  public @Nullable TlsGuard guard() {
    return guard;
  }
}

package org.guchang.ops;

import io.micrometer.core.instrument.MeterRegistry;
import org.guchang.door.TlsGuard;
import org.jspecify.annotations.Nullable;

/** What the doors have in common to tell. */
public final class DoorMeters {
  private final MeterRegistry registry;

  public DoorMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Shows whether the certificate in use is the one that is in the files; without TLS nothing is
   * wrong with it.
   *
   * @param guard null where no door speaks TLS
   */
  public void show(@Nullable TlsGuard guard) {
    Meter.CERTIFICATE_CURRENT.gauge(registry, () -> guard == null || guard.isCurrent() ? 1 : 0);
  }
}

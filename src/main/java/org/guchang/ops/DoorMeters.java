package org.guchang.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.guchang.config.Settings.DoorName;
import org.guchang.door.Refusal;
import org.guchang.door.Refusals;
import org.guchang.door.TlsGuard;
import org.jspecify.annotations.Nullable;

/** What the doors have in common to tell. */
public final class DoorMeters implements Refusals {
  private final MeterRegistry registry;
  private final Map<DoorName, Map<Refusal, Counter>> refused = new EnumMap<>(DoorName.class);

  public DoorMeters(MeterRegistry registry) {
    this.registry = registry;
    for (DoorName door : DoorName.values()) {
      Map<Refusal, Counter> ofDoor = new EnumMap<>(Refusal.class);
      for (Refusal why : Refusal.values()) {
        ofDoor.put(why, Meter.DOOR_REFUSED.counter(registry, name(door), why.label()));
      }
      refused.put(door, ofDoor);
    }
  }

  /** Of a door, as a label. */
  static String name(DoorName door) {
    return door.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void refused(DoorName door, Refusal why) {
    Map<Refusal, Counter> ofDoor = refused.get(door);
    Counter counter = ofDoor == null ? null : ofDoor.get(why);
    if (counter != null) {
      counter.increment();
    }
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

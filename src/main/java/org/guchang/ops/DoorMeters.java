package org.guchang.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.config.Settings.DoorName;
import org.guchang.door.Refusal;
import org.guchang.door.Refusals;
import org.guchang.door.TlsGuard;
import org.jspecify.annotations.Nullable;

/** What the doors have in common to tell. */
public final class DoorMeters implements Refusals {
  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "malformed",
          401, "unauthorized",
          403, "forbidden",
          404, "unknown",
          405, "wrong_method",
          409, "conflict",
          413, "too_large",
          422, "unusable",
          429, "too_often");

  private static final String ELSE = "other";

  private final MeterRegistry registry;
  private final Map<DoorName, Map<Refusal, Counter>> refused = new EnumMap<>(DoorName.class);
  private final Map<DoorName, Map<String, Counter>> refusedRequests = new EnumMap<>(DoorName.class);

  public DoorMeters(MeterRegistry registry) {
    this.registry = registry;
    for (DoorName door : DoorName.values()) {
      Map<Refusal, Counter> ofDoor = new EnumMap<>(Refusal.class);
      for (Refusal why : Refusal.values()) {
        ofDoor.put(why, Meter.DOOR_REFUSED.counter(registry, name(door), why.label()));
      }
      refused.put(door, ofDoor);
    }
    for (DoorName door : List.of(DoorName.SCREEN, DoorName.OPS)) {
      Map<String, Counter> ofDoor = new TreeMap<>();
      for (String reason : REASONS.values()) {
        ofDoor.put(reason, Meter.DOOR_REFUSED.counter(registry, name(door), reason));
      }
      ofDoor.put(ELSE, Meter.DOOR_REFUSED.counter(registry, name(door), ELSE));
      refusedRequests.put(door, ofDoor);
    }
  }

  private static String name(DoorName door) {
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

  @Override
  public void refused(DoorName door, int status) {
    Map<String, Counter> ofDoor = refusedRequests.getOrDefault(door, Map.of());
    Counter counter = ofDoor.get(REASONS.getOrDefault(status, ELSE));
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

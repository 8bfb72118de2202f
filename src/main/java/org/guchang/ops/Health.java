package org.guchang.ops;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which parts of the server work, and since when. Any thread may tell and ask. */
public final class Health {

  /**
   * A part's state.
   *
   * @param since when it last became what it is
   */
  public record Part(boolean up, Instant since) {}

  private final Clock clock;
  private final Map<String, Part> parts = new ConcurrentHashMap<>();

  public Health(Clock clock) {
    this.clock = clock;
  }

  /** Tells how a part is; one that was never told of does not count. */
  public void tell(String part, boolean up) {
    parts.compute(
        part,
        (name, before) ->
            before != null && before.up() == up ? before : new Part(up, clock.instant()));
  }

  /** Whether deliveries can be taken and screens be shown: every part works. */
  public boolean isReady() {
    return !parts.isEmpty() && parts.values().stream().allMatch(Part::up);
  }

  /** By name, in the order of names. */
  public Map<String, Part> parts() {
    Map<String, Part> sorted = new LinkedHashMap<>();
    parts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(sorted);
  }
}

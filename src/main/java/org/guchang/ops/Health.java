package org.guchang.ops;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which parts of the server work, and since when. Any thread may tell and ask. */
public final class Health {

  /**
   * A part's state.
   *
   * @param since when it last became what it is
   */
  public record Part(boolean up, Instant since) {}

  private final Clock clock;
  private final Instant startedAt;
  private final Map<String, Part> parts = new ConcurrentHashMap<>();
  private volatile @Nullable Instant stoppingSince;

  public Health(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** From now on the server is not ready, however well its parts work. */
  public void stopping() {
    stoppingSince = clock.instant();
  }

  /** Null while it is not being stopped. */
  public @Nullable Instant stoppingSince() {
    return stoppingSince;
  }

  /** Tells how a part is; one that was never told of does not count. */
  public void tell(String part, boolean up) {
    parts.compute(
        part,
        (name, before) ->
            before != null && before.up() == up ? before : new Part(up, clock.instant()));
  }

  /** Whether deliveries can be taken and screens be shown: every part works, and will go on. */
  public boolean isReady() {
    return stoppingSince == null && !parts.isEmpty() && parts.values().stream().allMatch(Part::up);
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

package org.guchang.screen;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.guchang.board.Frame;
import org.guchang.ops.Meters;

/**
 * The screen door's meters, thread-safe.
 *
 * <p>Bounded: the first {@value #MOST_BOARDS} boards that are looked at have a label of their own,
 * the rest share {@value #OTHER}; kinds and reasons are those that exist.
 */
public final class ScreenMeters {
  static final int MOST_BOARDS = 200;
  static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> screens = new ConcurrentHashMap<>();
  private final Map<String, Counter> closed = new ConcurrentHashMap<>();
  private final Map<Frame.Kind, Counter> frames = new EnumMap<>(Frame.Kind.class);
  private final Map<Frame.Kind, DistributionSummary> bytes = new EnumMap<>(Frame.Kind.class);
  private final Counter skipped;
  private final Timer eventToFrame;

  public ScreenMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Frame.Kind kind : Frame.Kind.values()) {
      frames.put(
          kind,
          Counter.builder(Meters.FRAMES)
              .description("Frames written, one for each screen")
              .tag("kind", kind.wireName())
              .register(registry));
      bytes.put(
          kind,
          DistributionSummary.builder(Meters.FRAME_BYTES)
              .description("Size of a frame, each counted once however many screens it went to")
              .baseUnit("bytes")
              .tag("kind", kind.wireName())
              .register(registry));
    }
    this.skipped =
        Counter.builder(Meters.FRAMES_SKIPPED)
            .description("Frames a screen did not get because it had not read the ones before")
            .register(registry);
    this.eventToFrame =
        Timer.builder(Meters.EVENT_TO_FRAME)
            .description("From a delivery's arrival to the first frame that shows it being written")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
  }

  void entered(String board) {
    screensOf(board).incrementAndGet();
  }

  void left(String board) {
    screensOf(board).decrementAndGet();
  }

  /**
   * @param reason {@link CloseCode#label}, or {@link CloseCode#LEFT}
   */
  void closed(String reason) {
    closed
        .computeIfAbsent(
            reason,
            key ->
                Counter.builder(Meters.SCREENS_CLOSED)
                    .description("WebSockets of screens that ended, by why")
                    .tag("reason", key)
                    .register(registry))
        .increment();
  }

  /**
   * @param screens how many it was written to
   */
  void written(Frame frame, int screens, long now) {
    if (screens == 0) {
      return;
    }
    Counter counter = frames.get(frame.kind());
    DistributionSummary summary = bytes.get(frame.kind());
    if (counter != null && summary != null) {
      counter.increment(screens);
      summary.record(frame.json().length);
    }
    if (frame.newsReceivedAt() >= 0) {
      long millis = Math.max(0, now - frame.newsReceivedAt());
      eventToFrame.record(millis, TimeUnit.MILLISECONDS);
    }
  }

  void skipped(int screens) {
    if (screens > 0) {
      skipped.increment(screens);
    }
  }

  private AtomicInteger screensOf(String board) {
    AtomicInteger known = screens.get(board);
    if (known != null) {
      return known;
    }
    String label = screens.size() < MOST_BOARDS ? board : OTHER;
    return screens.computeIfAbsent(
        label,
        key -> {
          AtomicInteger count = new AtomicInteger();
          Gauge.builder(Meters.SCREENS, count, AtomicInteger::get)
              .description("Screens connected")
              .tag("board", key)
              .register(registry);
          return count;
        });
  }
}

package org.guchang.screen;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.guchang.board.Frame;
import org.guchang.ops.Meter;

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
  private final LongSupplier clock;
  private final Map<String, OfBoard> boards = new ConcurrentHashMap<>();
  private final Map<String, Counter> closed = new HashMap<>();
  private final Map<Frame.Kind, Counter> frames = new EnumMap<>(Frame.Kind.class);
  private final Map<Frame.Kind, DistributionSummary> sizes = new EnumMap<>(Frame.Kind.class);
  private final Counter sent;
  private final Counter skipped;
  private final Counter resyncs;
  private final Timer eventToFrame;

  /** What is told of one board. */
  private static final class OfBoard {
    final AtomicInteger screens = new AtomicInteger();
    volatile long sentAt;

    double ageSeconds(long now) {
      return screens.get() == 0 ? 0 : Math.max(0, now - sentAt) / 1_000.0;
    }
  }

  /**
   * @param clock milliseconds since 1970
   */
  public ScreenMeters(MeterRegistry registry, LongSupplier clock) {
    this.registry = registry;
    this.clock = clock;
    for (Frame.Kind kind : Frame.Kind.values()) {
      frames.put(kind, Meter.FRAMES.counter(registry, kind.wireName()));
      sizes.put(kind, Meter.FRAME_SIZE.histogram(registry, kind.wireName()));
    }
    for (CloseCode code : CloseCode.values()) {
      closed.put(code.label(), Meter.SCREENS_CLOSED.counter(registry, code.label()));
    }
    closed.put(CloseCode.LEFT, Meter.SCREENS_CLOSED.counter(registry, CloseCode.LEFT));
    this.sent = Meter.SCREEN_SENT.counter(registry);
    this.skipped = Meter.FRAMES_SKIPPED.counter(registry);
    this.resyncs = Meter.SCREEN_RESYNCS.counter(registry);
    this.eventToFrame = Meter.EVENT_TO_FRAME.timer(registry);
  }

  void entered(String board) {
    OfBoard told = board(board);
    if (told.screens.getAndIncrement() == 0) {
      told.sentAt = clock.getAsLong();
    }
  }

  void left(String board) {
    board(board).screens.decrementAndGet();
  }

  /**
   * @param reason {@link CloseCode#label}, or {@link CloseCode#LEFT}
   */
  void closed(String reason) {
    Counter counter = closed.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  /** A screen asked for a snapshot. */
  void resync() {
    resyncs.increment();
  }

  /**
   * @param screens how many it was written to
   */
  void written(String board, Frame frame, int screens, long now) {
    if (screens == 0) {
      return;
    }
    board(board).sentAt = now;
    Counter counter = frames.get(frame.kind());
    DistributionSummary size = sizes.get(frame.kind());
    if (counter != null && size != null) {
      counter.increment(screens);
      size.record(frame.json().length);
      sent.increment((double) frame.json().length * screens);
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

  private OfBoard board(String board) {
    OfBoard known = boards.get(board);
    if (known != null) {
      return known;
    }
    String label = boards.size() < MOST_BOARDS ? board : OTHER;
    return boards.computeIfAbsent(
        label,
        key -> {
          OfBoard told = new OfBoard();
          Meter.SCREENS.gauge(registry, told.screens::get, key);
          Meter.BOARD_AGE.gauge(registry, () -> told.ageSeconds(clock.getAsLong()), key);
          return told;
        });
  }
}

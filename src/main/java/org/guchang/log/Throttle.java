package org.guchang.log;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * One line, then silence about the same thing for a while; the next line says how many were left
 * out. From any thread.
 *
 * <p>What is left out when the last occurrence has been is told by no line; the meters count all.
 */
public final class Throttle {

  /** Of an occurrence that is to be left out. */
  static final long SILENT = -1;

  /** Long enough to read on, short enough to see that it goes on. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** Things remembered; past it all are forgotten, which costs no more than an early line. */
  private static final int MOST_REMEMBERED = 1_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long quietMillis;
  private final LongSupplier clock;
  private final ConcurrentMap<String, Said> said = new ConcurrentHashMap<>();

  /**
   * @param silentUntil by the clock
   * @param leftOut since the last line
   */
  private record Said(long silentUntil, long leftOut) {}

  /** With ten seconds between two lines. */
  public Throttle() {
    this(QUIET, () -> System.nanoTime() / NANOS_PER_MILLI);
  }

  /**
   * @param quiet between two lines about the same thing
   * @param clock milliseconds; one that is set back is silent for as long
   */
  public Throttle(Duration quiet, LongSupplier clock) {
    this.quietMillis = quiet.toMillis();
    this.clock = clock;
  }

  /**
   * The line, told of how many were left out before it; or one that says nothing.
   *
   * @param what is repeated; of a bounded set, never what a stranger chose
   */
  public LoggingEventBuilder of(String what, LoggingEventBuilder line) {
    long leftOut = leftOut(what);
    if (leftOut == SILENT) {
      return NOPLoggingEventBuilder.singleton();
    }
    return leftOut == 0 ? line : line.addKeyValue(Field.REPEATED.key, leftOut);
  }

  /**
   * Counts one occurrence.
   *
   * @return how many were left out since the last line, {@link #SILENT} when this is one more
   */
  long leftOut(String what) {
    if (said.size() >= MOST_REMEMBERED && !said.containsKey(what)) {
      said.clear();
    }
    long now = clock.getAsLong();
    Turn turn = new Turn();
    said.compute(what, (same, before) -> turn.after(before, now, quietMillis));
    return turn.silent ? SILENT : turn.leftOut;
  }

  int remembered() {
    return said.size();
  }

  /** What one occurrence finds; seen by one thread alone. */
  private static final class Turn {
    boolean silent;
    long leftOut;

    Said after(@Nullable Said before, long now, long quietMillis) {
      silent = before != null && now < before.silentUntil();
      if (before != null && silent) {
        return new Said(before.silentUntil(), before.leftOut() + 1);
      }
      leftOut = before == null ? 0 : before.leftOut();
      return new Said(now + quietMillis, 0);
    }
  }
}

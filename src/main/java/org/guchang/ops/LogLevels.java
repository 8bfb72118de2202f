package org.guchang.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How much the log tells, logger by logger, changed for a while: at its end each goes back to what
 * it was before the first change. Only loggers that exist, of Guchang's own and the root of all, so
 * that nothing grows. Owned by one event loop.
 */
final class LogLevels {
  static final String OWN = "org.guchang";
  static final String ROOT = "root";

  private final LoggerContext context;
  private final InstantSource clock;
  private final BiConsumer<Duration, Runnable> later;
  private final Map<String, Change> changes = new HashMap<>();

  /**
   * A change in force.
   *
   * @param before the logger's own level, null when it had none
   */
  private record Change(@Nullable Level before, Instant until) {}

  /**
   * How a logger stands.
   *
   * @param level in force
   * @param own whether it has a level of its own; else that of its parent is in force
   * @param until when it goes back; null when it was not changed
   */
  record Standing(String logger, Level level, boolean own, @Nullable Instant until) {}

  /**
   * Those of a context.
   *
   * @param later runs something once, on the owning event loop
   */
  LogLevels(LoggerContext context, InstantSource clock, BiConsumer<Duration, Runnable> later) {
    this.context = context;
    this.clock = clock;
    this.later = later;
  }

  /** The loggers that have a level of their own. */
  List<Standing> all() {
    List<Standing> all = new ArrayList<>();
    for (Logger logger : context.getLoggerList()) {
      String name = name(logger);
      if (logger.getLevel() != null && isOurs(name)) {
        all.add(standing(name, logger));
      }
    }
    return all;
  }

  /** One; null when there is no such logger, or it is not ours. */
  @Nullable Standing of(String name) {
    Logger logger = find(name);
    return logger == null ? null : standing(name, logger);
  }

  /** Changes one for a while; null when there is no such logger, or it is not ours. */
  @Nullable Standing change(String name, Level level, Duration length) {
    Logger logger = find(name);
    if (logger == null) {
      return null;
    }
    Change known = changes.get(name);
    Instant until = clock.instant().plus(length);
    Change change = new Change(known == null ? logger.getLevel() : known.before(), until);
    changes.put(name, change);
    logger.setLevel(level);
    later.accept(length, () -> end(name, change));
    return standing(name, logger);
  }

  /** Ends a change now. */
  boolean back(String name) {
    Change change = changes.get(name);
    if (change != null) {
      end(name, change);
    }
    return change != null;
  }

  /** Of a change that was replaced meanwhile nothing is left to end. */
  @SuppressWarnings("ReferenceEquality") // this very change, not one that looks like it
  private void end(String name, Change change) {
    Logger logger = find(name);
    if (changes.get(name) == change && logger != null) {
      changes.remove(name);
      logger.setLevel(change.before());
    }
  }

  private Standing standing(String name, Logger logger) {
    Change change = changes.get(name);
    return new Standing(
        name,
        logger.getEffectiveLevel(),
        logger.getLevel() != null,
        change == null ? null : change.until());
  }

  private @Nullable Logger find(String name) {
    return isOurs(name)
        ? context.exists(name.equals(ROOT) ? org.slf4j.Logger.ROOT_LOGGER_NAME : name)
        : null;
  }

  private static boolean isOurs(String name) {
    return name.equals(ROOT) || name.equals(OWN) || name.startsWith(OWN + ".");
  }

  private static String name(Logger logger) {
    String name = logger.getName();
    return name.equals(org.slf4j.Logger.ROOT_LOGGER_NAME) ? ROOT : name;
  }
}

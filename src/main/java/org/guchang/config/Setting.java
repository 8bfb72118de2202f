package org.guchang.config;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing an operator can set.
 *
 * @param key as in the settings file, dots between the levels
 * @param fallback the default as it would be written, null when nothing is set by default
 * @param unit of the value, for people; empty when it has none
 * @param sentence what it does, for people
 * @param parse from text to value; throws {@link IllegalArgumentException} whose message says what
 *     would be right and never repeats the text
 * @param read the effective value as text, null when nothing is set
 * @param mask what may be printed instead of the text
 */
record Setting<T>(
    String key,
    @Nullable String fallback,
    String unit,
    String sentence,
    Function<String, T> parse,
    Function<Settings, @Nullable Object> read,
    Function<String, String> mask) {

  /**
   * Its environment variable: {@code board.frames-per-second} is {@code
   * GUCHANG_BOARD_FRAMES_PER_SECOND}.
   */
  String env() {
    return "GUCHANG_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The effective value as it may be printed; empty when nothing is set. */
  String masked(Settings settings) {
    Object value = read.apply(settings);
    return value == null ? "" : mask.apply(value.toString());
  }
}

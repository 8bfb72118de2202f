package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guchang.event.Line;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one event, before its type is known to be one that uses it. Used again for
 * each event of an event loop. A field is in one of three states: absent (also when it was {@code
 * null}), present, or at fault.
 */
final class EventDraft {
  private static final int FIELDS = Field.values().length;

  private final @Nullable String[] texts = new @Nullable String[FIELDS];
  private final long[] numbers = new long[FIELDS];
  private final @Nullable Fault[] faults = new @Nullable Fault[FIELDS];
  private final List<Line> lines = new ArrayList<>();
  private long seen;
  private long present;
  private long faulty;

  /**
   * Forgets everything; also after the last event, so that nothing a partner sent stays in memory.
   */
  void clear() {
    Arrays.fill(texts, null);
    lines.clear();
    seen = 0;
    present = 0;
    faulty = 0;
  }

  /** Whether {@code field} had not been met in this event before. */
  boolean meet(Field field) {
    boolean first = (seen & field.bit) == 0;
    seen |= field.bit;
    return first;
  }

  void put(Field field, String text) {
    texts[field.slot] = text;
    present |= field.bit;
  }

  void put(Field field, long number) {
    numbers[field.slot] = number;
    present |= field.bit;
  }

  void putPresent(Field field) {
    present |= field.bit;
  }

  void addLine(Line line) {
    lines.add(line);
  }

  void fail(Field field, String reason) {
    fail(field, field.pointer, reason);
  }

  /** The first fault of a field is the one that is told. */
  void fail(Field field, String pointer, String reason) {
    if ((faulty & field.bit) == 0) {
      faulty |= field.bit;
      faults[field.slot] = new Fault(pointer, reason);
    }
  }

  boolean has(Field field) {
    return (present & ~faulty & field.bit) != 0;
  }

  @Nullable Fault fault(Field field) {
    return (faulty & field.bit) == 0 ? null : faults[field.slot];
  }

  @Nullable String text(Field field) {
    return has(field) ? texts[field.slot] : null;
  }

  long number(Field field) {
    return numbers[field.slot];
  }

  List<Line> lines() {
    return lines;
  }
}

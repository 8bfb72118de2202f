package org.guchang.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** What one class says, caught before it is written. */
public final class Heard implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final KeyValueLayout layout = new KeyValueLayout();

  public Heard(Class<?> speaker) {
    logger = (Logger) LoggerFactory.getLogger(speaker);
    layout.start();
    lines.start();
    logger.setAdditive(false);
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
  }

  /** The sentence of each line as {@code msg}, and its fields. */
  public List<Map<String, String>> fields() {
    return List.copyOf(lines.list).stream().map(Heard::fields).toList();
  }

  private static Map<String, String> fields(ILoggingEvent line) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(Field.MSG.key, line.getFormattedMessage());
    if (line.getKeyValuePairs() != null) {
      line.getKeyValuePairs().forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
    }
    return fields;
  }

  List<ILoggingEvent> events() {
    return List.copyOf(lines.list);
  }

  /** One field of the lines that have it. */
  public List<String> values(String key) {
    return fields().stream().map(line -> line.get(key)).filter(Objects::nonNull).toList();
  }

  /** Kinds of the failures that lines were written with. */
  public List<String> failures() {
    List<String> kinds = new ArrayList<>();
    for (ILoggingEvent line : List.copyOf(lines.list)) {
      if (line.getThrowableProxy() != null) {
        kinds.add(line.getThrowableProxy().getClassName());
      }
    }
    return kinds;
  }

  /** All lines as {@code key=value}. */
  public String written() {
    StringBuilder all = new StringBuilder();
    List.copyOf(lines.list).forEach(line -> all.append(layout.doLayout(line)));
    return all.toString();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }
}

package org.guchang.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.slf4j.event.KeyValuePair;

/**
 * A line of {@code key=value}. Logback's own {@code %kvp} puts values in quotes and leaves the
 * quotes and line ends within them as they are, so that a value could pass for a field or a line.
 */
public final class KeyValueLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern(LogOutput.TIME_PATTERN).withZone(ZoneId.systemDefault());

  private final ShortenedThrowableConverter trace = LogOutput.trace(" | ");

  @Override
  public void start() {
    trace.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(200);
    KeyValue.append(line, Field.TIME.key, TIME.format(event.getInstant()));
    KeyValue.append(line, Field.LEVEL.key, event.getLevel().toString());
    KeyValue.append(line, Field.LOGGER.key, shortened(event.getLoggerName()));
    KeyValue.append(line, Field.MSG.key, event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        KeyValue.append(line, pair.key, String.valueOf(pair.value));
      }
    }
    if (event.getThrowableProxy() != null) {
      KeyValue.append(line, Field.ERROR.key, onOneLine(trace.convert(event)));
    }
    return line.append(System.lineSeparator()).toString();
  }

  /** Frames were indented on lines of their own. */
  private static String onOneLine(String trace) {
    String plain = trace.replace("\t", "").strip();
    return plain.endsWith("|") ? plain.substring(0, plain.length() - 1).strip() : plain;
  }

  /** The class without its package. */
  private static String shortened(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}

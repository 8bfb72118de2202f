package org.guchang.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.guchang.config.Settings.Log;
import org.guchang.config.Settings.Log.Format;
import org.slf4j.LoggerFactory;

/** Has the log of this process written as the settings say; until then it is {@code key=value}. */
public final class LogOutput {

  /** Of RFC 3339, to the millisecond. */
  static final String TIME_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

  /** Of a failure's trace: enough to find the place, not so much that a line cannot be sent on. */
  private static final int MOST_FRAMES = 30;

  private static final int MOST_CHARS = 8_192;

  /** What libraries have to say below a warning is of no use to an operator. */
  static final String OURS = "org.guchang";

  private static final String CONSOLE = "console";

  private static volatile Format format = Format.TEXT;

  private LogOutput() {}

  /** From now on, for the whole process. */
  public static void use(Log log) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(OURS).setLevel(Level.valueOf(log.level().name()));
    Appender<ILoggingEvent> console =
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE);
    if (log.format() == Format.JSON
        && format != Format.JSON
        && console instanceof OutputStreamAppender<ILoggingEvent> stream) {
      stream.stop();
      stream.setEncoder(JsonLines.encoder(context));
      stream.start();
    }
    format = log.format();
  }

  /** Whether whoever reads the log expects nothing but JSON. */
  public static boolean isJson() {
    return format == Format.JSON;
  }

  static ShortenedThrowableConverter trace(String lineSeparator) {
    ShortenedThrowableConverter trace = new ShortenedThrowableConverter();
    trace.setMaxDepthPerThrowable(MOST_FRAMES);
    trace.setMaxLength(MOST_CHARS);
    trace.setLineSeparator(lineSeparator);
    return trace;
  }
}

package org.guchang.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.event.KeyValuePair;

/**
 * Throttles what libraries say, which know nothing of {@link Throttle}: a stranger who makes one
 * complain, such as by leaving a WebSocket half closed, must not fill the disk with traces. A
 * complaint is the same when its logger is, and where its failure was thrown; one without a failure
 * when its words are.
 */
public final class LibraryThrottle extends Filter<ILoggingEvent> {
  private final Throttle throttle;

  /** As the log's own lines. */
  public LibraryThrottle() {
    this(new Throttle());
  }

  LibraryThrottle(Throttle throttle) {
    this.throttle = throttle;
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event.getLoggerName().startsWith(LogOutput.OURS)) {
      return FilterReply.NEUTRAL;
    }
    long leftOut = throttle.leftOut(event.getLoggerName() + ' ' + complaint(event));
    if (leftOut == Throttle.SILENT) {
      return FilterReply.DENY;
    }
    if (leftOut > 0 && event instanceof LoggingEvent line) {
      line.addKeyValuePair(new KeyValuePair(Field.REPEATED.key, leftOut));
    }
    return FilterReply.NEUTRAL;
  }

  private static String complaint(ILoggingEvent event) {
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure == null) {
      return event.getMessage();
    }
    StackTraceElementProxy[] trace = failure.getStackTraceElementProxyArray();
    return failure.getClassName() + (trace.length == 0 ? "" : " " + trace[0].getSTEAsString());
  }
}

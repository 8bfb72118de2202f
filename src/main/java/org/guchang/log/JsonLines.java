package org.guchang.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.core.JsonFactory;
import net.logstash.logback.composite.JsonProviders;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventPatternJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.decorate.JsonFactoryDecorator;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;

/** An object a line, with the names and the order that {@code key=value} has. */
final class JsonLines {
  private JsonLines() {}

  static Encoder<ILoggingEvent> encoder(LoggerContext context) {
    LoggingEventFormattedTimestampJsonProvider time =
        new LoggingEventFormattedTimestampJsonProvider();
    time.setFieldName(Field.TIME.key);
    time.setPattern(LogOutput.TIME_PATTERN);
    LogLevelJsonProvider level = new LogLevelJsonProvider();
    level.setFieldName(Field.LEVEL.key);
    MessageJsonProvider message = new MessageJsonProvider();
    message.setFieldName(Field.MSG.key);
    StackTraceJsonProvider error = new StackTraceJsonProvider();
    error.setFieldName(Field.ERROR.key);
    error.setThrowableConverter(LogOutput.trace("\n"));

    LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
    encoder.setContext(context);
    JsonProviders<ILoggingEvent> providers = encoder.getProviders();
    providers.addProvider(time);
    providers.addProvider(level);
    providers.addProvider(logger(context));
    providers.addProvider(message);
    providers.addProvider(new KeyValuePairsJsonProvider());
    providers.addProvider(error);
    encoder.setJsonFactoryDecorator(new Careful());
    encoder.start();
    return encoder;
  }

  /** The class without its package. */
  private static LoggingEventPatternJsonProvider logger(LoggerContext context) {
    LoggingEventPatternJsonProvider logger = new LoggingEventPatternJsonProvider();
    logger.setContext(context);
    logger.setPattern("{\"" + Field.LOGGER.key + "\":\"%logger{0}\"}");
    return logger;
  }

  private static final class Careful implements JsonFactoryDecorator {
    @Override
    public JsonFactory decorate(JsonFactory factory) {
      return factory.setCharacterEscapes(new Escapes());
    }
  }
}

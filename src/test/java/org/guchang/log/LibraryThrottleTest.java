package org.guchang.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LibraryThrottleTest {
  private final LoggerContext context = new LoggerContext();
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final List<String> written = new ArrayList<>();

  @BeforeEach
  void listen() {
    KeyValueLayout layout = new KeyValueLayout();
    layout.start();
    AppenderBase<ILoggingEvent> console =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent line) {
            written.add(layout.doLayout(line));
          }
        };
    console.setContext(context);
    console.addFilter(new LibraryThrottle(new Throttle(Duration.ofSeconds(10), now::get)));
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
  }

  @Test
  void aFailureOfOnePlace_isWrittenOnce_andCountedInTheNextLine_whateverItsWords() {
    for (int i = 0; i < 500; i++) {
      complain("io.netty.Promise", "thrown by a$$Lambda/" + i, failure("p" + i));
    }
    assertThat(written).hasSize(1);

    now.addAndGet(10_000);
    complain("io.netty.Promise", "thrown by another", failure("q"));
    assertThat(written).hasSize(2);
    assertThat(written.get(1)).contains("repeated=499");
  }

  @Test
  void anotherKindOfFailure_anotherLogger_andOtherWords_areWritten() {
    complain("io.netty.Promise", "thrown", new IllegalStateException("p"));
    complain("io.netty.Promise", "thrown", new IllegalArgumentException("p"));
    complain("io.netty.Other", "thrown", new IllegalStateException("p"));
    context.getLogger("io.vertx.Blocked").warn("Thread {} was blocked", "a");
    context.getLogger("io.vertx.Blocked").warn("Thread {} was blocked", "b");
    context.getLogger("io.vertx.Blocked").warn("Thread {} goes on", "a");

    assertThat(written).hasSize(5);
  }

  @Test
  void whatWeSay_isForOurselvesToThrottle() {
    for (int i = 0; i < 3; i++) {
      complain("org.guchang.ledger.RedisLedger", "away", new IllegalStateException("p"));
    }

    assertThat(written).hasSize(3);
  }

  @Test
  void theConsole_hasIt() throws Exception {
    JoranConfigurator shipped = new JoranConfigurator();
    shipped.setContext(context);
    shipped.doConfigure(LibraryThrottle.class.getResource("/logback.xml"));
    Appender<ILoggingEvent> console =
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");

    assertThat(console.getCopyOfAttachedFiltersList())
        .hasAtLeastOneElementOfType(LibraryThrottle.class);
  }

  private static RuntimeException failure(String words) {
    return new IllegalStateException(words);
  }

  private void complain(String logger, String words, Throwable failure) {
    context.getLogger(logger).warn(words, failure);
  }
}

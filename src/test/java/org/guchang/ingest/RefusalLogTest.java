package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RefusalLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final RefusalLog log = new RefusalLog();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  @Test
  void repeats_areCountedInsteadOfWritten() {
    for (int second = 0; second < 10; second++) {
      log.refused("acme", true, unauthorized("stale"), second * 1000L);
    }
    log.refused("acme", true, unauthorized("stale"), 10_000);

    assertThat(written())
        .containsExactly(
            "delivery of partner acme answered 401: stale",
            "delivery of partner acme answered 401: stale (and 9 more since the last such line)");
    assertThat(lines.list).allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
  }

  @Test
  void anotherReasonOrPartner_hasItsOwnLine() {
    log.refused("acme", true, unauthorized("stale"), 0);
    log.refused("acme", true, unauthorized("wrong"), 0);
    log.refused("other", true, unauthorized("stale"), 0);

    assertThat(written()).hasSize(3);
  }

  @Test
  void unknownPartners_shareOneLineAndCannotForgeOthers() {
    log.refused(
        "x\n21:00 ERROR forged " + "y".repeat(100), false, unauthorized("no such partner"), 0);
    log.refused("another", false, unauthorized("no such partner"), 0);

    assertThat(written())
        .singleElement()
        .asString()
        .doesNotContain("\n", "ERROR forged")
        .hasSizeLessThan(120);
  }

  private List<String> written() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static DeliveryRefused unauthorized(String why) {
    return new DeliveryRefused(DeliveryOutcome.UNAUTHORIZED, Problems.UNAUTHORIZED, why);
  }
}

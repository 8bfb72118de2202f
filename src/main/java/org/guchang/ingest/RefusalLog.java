package org.guchang.ingest;

import java.util.Objects;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.log.Wordless;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What the log tells of deliveries: each that was refused and each of which something is in
 * quarantine, alike ones throttled; at level debug each that was answered. A line has the partner,
 * the delivery's id and its session, and never a body, a secret or a personal datum.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  /** All whom the catalog does not know, whatever they call themselves; no partner's id. */
  static final String STRANGER = "";

  private final Throttle throttle;

  RefusalLog(Throttle throttle) {
    this.throttle = throttle;
  }

  /**
   * A delivery that was not taken.
   *
   * @param cause of it, which is the same unless the fault is ours
   */
  record Refused(DeliveryMark mark, DeliveryRefused how, Throwable cause) {}

  /**
   * @param partner known to the catalog, or {@link #STRANGER}
   */
  void refused(String partner, Refused refused) {
    DeliveryRefused how = refused.how();
    boolean ours = how.outcome() == DeliveryOutcome.FAILED;
    LoggingEventBuilder line = LOG.atLevel(ours ? Level.ERROR : Level.WARN);
    refused
        .mark()
        .on(throttle.of(partner + '/' + how.getMessage(), ours ? caused(line, refused) : line))
        .addKeyValue(Field.STATUS.key, how.problem().status())
        .addKeyValue(Field.OUTCOME.key, how.outcome().label)
        .addKeyValue(Field.REASON.key, how.getMessage())
        .log(ours ? "A delivery failed by our fault" : "A delivery was refused");
  }

  private static LoggingEventBuilder caused(LoggingEventBuilder line, Refused refused) {
    return line.setCause(Wordless.of(refused.cause()));
  }

  void answered(String partner, Answer answer, DeliveryMark mark) {
    PartAtFault part =
        answer.outcome() == DeliveryOutcome.QUARANTINED
            ? Objects.requireNonNullElse(mark.atFault(), PartAtFault.MESSAGE)
            : mark.atFault();
    if (part != null) {
      told(throttle.of(partner + '/' + part, LOG.atWarn()), answer, mark)
          .addKeyValue(Field.REASON.key, part.label)
          .log("Part of a delivery is in quarantine");
    } else if (LOG.isDebugEnabled()) {
      told(LOG.atDebug(), answer, mark).log("A delivery was answered");
    }
  }

  private static LoggingEventBuilder told(
      LoggingEventBuilder line, Answer answer, DeliveryMark mark) {
    return mark.on(line)
        .addKeyValue(Field.STATUS.key, answer.reply().status())
        .addKeyValue(Field.OUTCOME.key, answer.outcome().label);
  }
}

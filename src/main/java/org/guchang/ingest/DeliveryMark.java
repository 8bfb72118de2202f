package org.guchang.ingest;

import java.util.List;
import java.util.stream.Stream;
import org.guchang.event.Event;
import org.guchang.event.Origin;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.log.Field;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * By what the log tells a delivery from others, as it comes to be known: partner, id, sessions,
 * what became of its events. Nothing else of a delivery is ever in the log. Confined to one event
 * loop.
 */
final class DeliveryMark {
  /** Of a name that a stranger may have chosen, characters. */
  private static final int MOST_NAME = 40;

  /** Of an id; one that is as it should be is no longer. */
  private static final int MOST_ID = WebhookSignature.MAX_ID_LENGTH;

  private static final int MOST_SESSIONS = 3;

  private final String partner;
  private @Nullable String id;
  private @Nullable ParsedDelivery parsed;
  private List<String> sessions = List.of();
  private @Nullable Settlement settlement;

  /**
   * @param partner as named by the URL
   * @param id as the request says, nothing of it believed
   */
  DeliveryMark(String partner, @Nullable String id) {
    this.partner = partner;
    this.id = id;
  }

  /**
   * It is genuine.
   *
   * @param named its id in its own format, null where it has none
   */
  void isGenuine(@Nullable String named) {
    id = named == null ? id : named;
  }

  /** What it says; the sessions of some events come to be known later. */
  void says(ParsedDelivery delivery) {
    parsed = delivery;
  }

  /** It was taken in another way, for these sessions. */
  void isAbout(List<String> known) {
    sessions = known;
  }

  void settled(Settlement done) {
    settlement = done;
  }

  /**
   * Which part of the first of its messages in quarantine was at fault, null when none is there.
   */
  @Nullable PartAtFault atFault() {
    return refused() == 0 || settlement == null
        ? null
        : PartAtFault.of(settlement.quarantined().get(0).faults());
  }

  private int refused() {
    return settlement == null ? 0 : settlement.quarantined().size();
  }

  /** The line, told which delivery it is about. */
  LoggingEventBuilder on(LoggingEventBuilder line) {
    LoggingEventBuilder told = line.addKeyValue(Field.PARTNER.key, bounded(partner, MOST_NAME));
    if (id != null) {
      told = told.addKeyValue(Field.DELIVERY.key, bounded(id, MOST_ID));
    }
    List<String> about = sessions();
    if (!about.isEmpty()) {
      told = told.addKeyValue(Field.SESSION.key, String.join(",", about));
    }
    return settlement == null ? told : counted(told, settlement.receipt());
  }

  private LoggingEventBuilder counted(LoggingEventBuilder line, Receipt receipt) {
    return line.addKeyValue(Field.ACCEPTED.key, receipt.accepted())
        .addKeyValue(Field.DUPLICATES.key, receipt.duplicates())
        .addKeyValue(Field.REFUSED.key, refused());
  }

  private List<String> sessions() {
    Stream<String> known =
        parsed == null
            ? sessions.stream()
            : parsed.events().stream().map(Event::origin).map(Origin::session);
    return known.distinct().limit(MOST_SESSIONS).toList();
  }

  private static String bounded(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }
}

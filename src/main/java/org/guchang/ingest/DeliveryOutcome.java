package org.guchang.ingest;

import java.util.Locale;

/** How a delivery ended, as meters and log name it. */
enum DeliveryOutcome {
  /** 200: at least one event counted, or all were known or of no use to us. */
  ACCEPTED,
  /** 200: what would become of it was asked, and told. */
  DRY_RUN,
  /** A handshake, a challenge or a heartbeat: answered, nothing to keep. */
  HANDSHAKE,
  /** Success in a platform's words, though nothing was counted: all of it is in quarantine. */
  QUARANTINED,
  /** 400. */
  MALFORMED,
  /** 401. */
  UNAUTHORIZED,
  /** 401: signed as it should be, but not from one of the partner's addresses. */
  FOREIGN_ADDRESS,
  /** 200: a receipt was asked for again. */
  RECEIPT_FOUND,
  /** 404: likewise, and there is none. */
  RECEIPT_UNKNOWN,
  /** 429. */
  RATE_LIMITED,
  /** 405: a GET that is no handshake of the partner's platform. */
  NO_HANDSHAKE,
  /** 413. */
  TOO_LARGE,
  /** 415. */
  UNSUPPORTED,
  /** 422: every event refused. */
  REFUSED,
  /** 422: the id was used for another body. */
  CONFLICT,
  /** 503. */
  UNAVAILABLE,
  /** 500: our fault. */
  FAILED,
  /** The sender went away before the body was complete. */
  ABORTED;

  final String label = name().toLowerCase(Locale.ROOT);

  /** Whether it takes the partner's own secret, from one of its addresses, to get this answer. */
  boolean isGenuine() {
    return switch (this) {
      case ACCEPTED, DRY_RUN, HANDSHAKE, QUARANTINED, MALFORMED, RATE_LIMITED, REFUSED, CONFLICT ->
          true;
      case UNAUTHORIZED,
          FOREIGN_ADDRESS,
          RECEIPT_FOUND,
          RECEIPT_UNKNOWN,
          NO_HANDSHAKE,
          TOO_LARGE,
          UNSUPPORTED,
          UNAVAILABLE,
          FAILED,
          ABORTED ->
          false;
    };
  }
}

package org.guchang.ingest;

import java.util.Locale;

/** How a delivery ended, as meters and log name it. */
enum DeliveryOutcome {
  /** 200: at least one event counted, or all were known. */
  ACCEPTED,
  /** 400. */
  MALFORMED,
  /** 401. */
  UNAUTHORIZED,
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
}

package org.guchang.ingest.format;

/**
 * What is wrong at one place of an event.
 *
 * @param pointer JSON pointer (RFC 6901) relative to the event, e.g. {@code /data/lines/0/quantity}
 * @param reason what is wrong and what to change, for the partner's developer
 */
public record Fault(String pointer, String reason) {
  /** How the reason begins when a partner reports on what it may not. */
  static final String NOT_YOURS = "is not yours: ";

  public boolean isNotYours() {
    return reason.startsWith(NOT_YOURS);
  }
}

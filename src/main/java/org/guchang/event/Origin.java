package org.guchang.event;

/**
 * Where and when an event happened.
 *
 * @param session id of the session it is counted in (CloudEvents {@code subject})
 * @param platform id of the platform it happened on (CloudEvents {@code source})
 * @param id the event's own id, unique per platform (CloudEvents {@code id})
 * @param at when it happened, milliseconds since the epoch (CloudEvents {@code time})
 */
public record Origin(String session, String platform, String id, long at) {

  /** When and as what the event was reported; the tie-breaker between reports of the same thing. */
  public Stamp stamp() {
    return new Stamp(at, id);
  }
}

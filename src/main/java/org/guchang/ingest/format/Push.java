package org.guchang.ingest.format;

import org.jspecify.annotations.Nullable;

/** What a genuine request was. */
public sealed interface Push {

  /**
   * A handshake, a challenge or a heartbeat: answered at once, nothing to keep.
   *
   * @param what for the meter, e.g. {@code challenge}, {@code heartbeat}
   */
  record Handshake(String what, Reply reply) implements Push {}

  /**
   * Something happened.
   *
   * @param id under which the partner sends it again, never with another body; null when this
   *     format has none, so that only the events themselves tell a repetition
   */
  record Delivered(@Nullable String id, ParsedDelivery delivery) implements Push {}

  /** A list of things that happened, taken in and answered in a way of its own. */
  non-sealed interface Sheet extends Push {

    /** Under which the partner sends it again, never with another body. */
    String id();

    /** How much of a partner's rate it takes, events. */
    int events();
  }
}

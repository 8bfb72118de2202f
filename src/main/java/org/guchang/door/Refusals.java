package org.guchang.door;

import org.guchang.config.Settings.DoorName;

/** Hears of what a door refuses; on any event loop, must not block. */
public interface Refusals {
  /** Nobody has to know. */
  Refusals UNHEARD = (door, why) -> {};

  /** A connection was ended. */
  void refused(DoorName door, Refusal why);

  /**
   * A request was understood as HTTP and refused all the same.
   *
   * @param status of its answer, 400 to 499
   */
  default void refused(DoorName door, int status) {}
}

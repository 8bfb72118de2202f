package org.guchang.door;

import org.guchang.config.Settings.DoorName;

/** Hears of every connection that a door ended; on any event loop, must not block. */
public interface Refusals {
  /** Nobody has to know. */
  Refusals UNHEARD = (door, why) -> {};

  void refused(DoorName door, Refusal why);
}

package org.guchang.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * One event and when it gets to the server.
 *
 * @param at when it happened, milliseconds from the start of the session; {@code arrival} likewise
 * @param type without the leading {@code guchang.}
 */
record ScriptedEvent(String platform, String id, long at, long arrival, String type, Data data) {

  /** Writes the fields of {@code data} into an object that is open. */
  @FunctionalInterface
  interface Data {
    void write(JsonGenerator json) throws IOException;
  }

  ScriptedEvent arrivingAt(long other) {
    return new ScriptedEvent(platform, id, at, other, type, data);
  }

  /** The same thing said once more, by somebody else. */
  ScriptedEvent saidAgain(String otherId, long otherArrival) {
    return new ScriptedEvent(platform, otherId, at, otherArrival, type, data);
  }
}

package org.guchang.ingest.format;

import java.util.function.Function;
import org.guchang.event.Event;

/**
 * An event that is understood and whose session is still to be found.
 *
 * @param index position in the delivery, from 0
 * @param event makes the event, once the session's id is known
 */
public record Unplaced(int index, EventType type, Clue clue, Function<String, Event> event) {}

package org.guchang.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a delivery that cannot be accepted.
 *
 * @param index position in the delivery, from 0
 * @param id the event's id, null when it could not be read
 * @param type what it claimed to be, null when that is no type this server knows
 * @param faults at least one, at most one per field
 */
public record Refusal(
    int index, @Nullable String id, @Nullable EventType type, List<Fault> faults) {}

/**
 * Plays an evening through the real partner door, as partners would: signed, retried, late, out of
 * order.
 *
 * <p>{@link org.guchang.replay.Scenario} turns a scenario file and the catalog into a list of
 * deliveries, the same bytes each time; {@link org.guchang.replay.Replayer} posts them at the pace
 * asked for. A scenario never touches a random source or a clock but its own seed and its session's
 * hours.
 */
@NullMarked
package org.guchang.replay;

import org.jspecify.annotations.NullMarked;

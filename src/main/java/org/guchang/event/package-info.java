/**
 * The domain, pure: what happened ({@link org.guchang.event.Event}), what it means for one order
 * ({@link org.guchang.event.OrderState}) or for the audience ({@link
 * org.guchang.event.AudienceState}), and by how much it moves the figures ({@link
 * org.guchang.event.Deltas}). Knows nothing of Vert.x, Redis or JSON.
 *
 * <p>Money is {@code long} fen, weight {@code long} grams, time {@code long} milliseconds since the
 * Unix epoch.
 */
@NullMarked
package org.guchang.event;

import org.jspecify.annotations.NullMarked;

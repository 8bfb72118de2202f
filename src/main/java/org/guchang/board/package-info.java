/**
 * From stored figures to what a screen is sent: reading sessions, merging them into a board, and
 * the frames between two states; and the same for the past, of which the rows that changed are kept
 * minute by minute (see {@link org.guchang.board.BoardPast} for what is meant by the past, {@code
 * keep_moment.lua} for how it is kept).
 */
@NullMarked
package org.guchang.board;

import org.jspecify.annotations.NullMarked;

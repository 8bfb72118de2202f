/**
 * From stored figures to what a screen is sent: reading sessions, merging them into a board, and
 * the frames between two states.
 */
@NullMarked
package org.guchang.board;

import org.jspecify.annotations.NullMarked;

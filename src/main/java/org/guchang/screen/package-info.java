/**
 * The screen door: the boards' API, their WebSockets and the static files of the screen. Frames
 * come ready from {@link org.guchang.board}; here each is written to every screen that shows its
 * board.
 */
@NullMarked
package org.guchang.screen;

import org.jspecify.annotations.NullMarked;

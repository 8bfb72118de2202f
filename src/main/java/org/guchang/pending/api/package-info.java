/**
 * The platforms' own APIs, as far as they tell what an order cost and what a refund gave back. Of
 * their answers nothing else is read: what they tell of persons goes no further than the parser.
 */
@NullMarked
package org.guchang.pending.api;

import org.jspecify.annotations.NullMarked;

/**
 * What nobody asks for and somebody has to look at: how Redis fares, which source has fallen
 * silent, whether the totals can still be proved, what is about to end. Looks from time to time,
 * tells the meters, changes nothing.
 */
@NullMarked
package org.guchang.watch;

import org.jspecify.annotations.NullMarked;

/** Screens that misbehave by the thousand, and what the others notice. */
@NullMarked
package org.guchang.bench.storm;

import org.jspecify.annotations.NullMarked;

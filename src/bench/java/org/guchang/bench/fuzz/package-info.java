/** Inputs that nobody should send, at every door. */
@NullMarked
package org.guchang.bench.fuzz;

import org.jspecify.annotations.NullMarked;

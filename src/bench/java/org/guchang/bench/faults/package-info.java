/** Faults provoked for real, and an independent count of what was answered. */
@NullMarked
package org.guchang.bench.faults;

import org.jspecify.annotations.NullMarked;

/**
 * Benchmarks and long runs: {@link org.guchang.bench.Bench} starts each by its name.
 *
 * <p>What is measured runs in a JVM of its own (package {@code child}), so that its processor time
 * and its heap are its own; the load is made here, as cheaply as Java can.
 */
@NullMarked
package org.guchang.bench;

import org.jspecify.annotations.NullMarked;

/** What is measured: each a small program that runs in a JVM of its own and answers questions. */
@NullMarked
package org.guchang.bench.child;

import org.jspecify.annotations.NullMarked;

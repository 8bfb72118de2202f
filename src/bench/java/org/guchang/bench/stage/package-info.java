/** What a run stands on: JVMs of their own, a folder, options, what is printed. */
@NullMarked
package org.guchang.bench.stage;

import org.jspecify.annotations.NullMarked;

/** What the wall costs a browser. */
@NullMarked
package org.guchang.bench.wall;

import org.jspecify.annotations.NullMarked;

/** More than can be served, and what becomes of those who are. */
@NullMarked
package org.guchang.bench.overload;

import org.jspecify.annotations.NullMarked;

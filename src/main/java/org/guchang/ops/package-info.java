/** The ops door: metrics, health, catalog reload; and the one table of meter names. */
@NullMarked
package org.guchang.ops;

import org.jspecify.annotations.NullMarked;

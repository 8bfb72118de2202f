/** The ops door: metrics, health, catalog reload. */
@NullMarked
package org.guchang.ops;

import org.jspecify.annotations.NullMarked;

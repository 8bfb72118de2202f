/**
 * Everything about reaching Redis: the embedded server, connections that heal, scripts and change
 * notices. Knows nothing of what is stored.
 */
@NullMarked
package org.guchang.redis;

import org.jspecify.annotations.NullMarked;

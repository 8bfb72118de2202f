/** Redis: the server, the connection, the scripts, and the one table of key names. */
@NullMarked
package org.guchang.redis;

import org.jspecify.annotations.NullMarked;

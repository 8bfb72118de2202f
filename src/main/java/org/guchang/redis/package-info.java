/**
 * Redis: the embedded server, connections that heal, the scripts, change notices, and the one table
 * of key names.
 */
@NullMarked
package org.guchang.redis;

import org.jspecify.annotations.NullMarked;

/**
 * How states and facts are written as bytes: compact, versioned, the same for every server that
 * shares a Redis.
 */
@NullMarked
package org.guchang.ledger.codec;

import org.jspecify.annotations.NullMarked;

/**
 * What all doors have in common: how they listen, speak TLS and bound what comes in, and what every
 * answer says in its head.
 */
@NullMarked
package org.guchang.door;

import org.jspecify.annotations.NullMarked;

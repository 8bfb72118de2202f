/** Guchang: a real-time sales board for farm products sold in live streams. */
@NullMarked
package org.guchang;

import org.jspecify.annotations.NullMarked;

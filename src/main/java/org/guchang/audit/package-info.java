/** Who changed what at the ops door: a trail of lines of which each is sealed by the next. */
@NullMarked
package org.guchang.audit;

import org.jspecify.annotations.NullMarked;

/** Looks a host over before the evening: what was found, and what to change. */
@NullMarked
package org.guchang.app.doctor;

import org.jspecify.annotations.NullMarked;

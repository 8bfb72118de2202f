/**
 * Quarantine: whatever was authentic and could not be counted is kept here, without personal data,
 * until it is posted again or dismissed. {@link org.guchang.quarantine.Redactor} decides what may
 * be kept of a message.
 */
@NullMarked
package org.guchang.quarantine;

import org.jspecify.annotations.NullMarked;

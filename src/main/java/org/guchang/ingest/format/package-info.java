/**
 * Push formats: from the raw bytes of a verified delivery to {@link org.guchang.event.Event}s, or
 * to a reason for each event why not. {@link org.guchang.ingest.format.NativeFormat} reads in one
 * pass: {@code EventReader} (JSON tokens) fills an {@code EventDraft}, {@code EventBuilder} (the
 * rules) makes the event. Knows nothing of HTTP.
 */
@NullMarked
package org.guchang.ingest.format;

import org.jspecify.annotations.NullMarked;

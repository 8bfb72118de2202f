package org.guchang.ingest;

import org.jspecify.annotations.Nullable;

/**
 * One POST as it came, nothing of it believed yet. Headers are null when they were not sent.
 *
 * @param partner as named by the URL
 * @param specVersion whether there was a {@code ce-specversion} header
 * @param body raw, as signed
 * @param receivedAt when the body was complete, milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per delivery would only cost
record Post(
    String partner,
    @Nullable String id,
    @Nullable String timestamp,
    @Nullable String signatures,
    @Nullable String contentType,
    boolean specVersion,
    byte[] body,
    long receivedAt) {}

package org.guchang.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * One request as it came, nothing of it believed yet.
 *
 * @param method {@code POST}, or {@code GET} for the platforms whose handshake is one
 * @param partner as named by the URL
 * @param path of the URL, as sent
 * @param query of the URL, as sent, without the question mark; null when there is none
 * @param body raw, as signed
 * @param receivedAt when the body was complete, milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per delivery would only cost
public record Post(
    String method,
    String partner,
    String path,
    @Nullable String query,
    Headers headers,
    byte[] body,
    long receivedAt) {}

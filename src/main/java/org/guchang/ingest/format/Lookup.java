package org.guchang.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * Something a push leaves out and the platform's API knows: what was paid for an order, or what a
 * refund gave back.
 *
 * @param index position in the delivery of the message that left it out, from 0
 * @param clue where it belongs; its order is the one to look up
 * @param refundId the refund to look up, null when it is the order itself
 */
public record Lookup(int index, Clue clue, @Nullable String refundId) {}

package org.guchang.ledger;

/**
 * One POST, as the ledger remembers it.
 *
 * @param partner who sent it
 * @param id digest of (partner, {@code webhook-id}), never 0
 * @param body digest of (partner, {@code webhook-id}, body), never 0
 * @param receivedAt when the server had it, milliseconds since the epoch
 */
public record Delivery(String partner, long id, long body, long receivedAt) {}

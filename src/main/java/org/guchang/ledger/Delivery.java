package org.guchang.ledger;

/**
 * One POST, as the ledger remembers it.
 *
 * @param partner who sent it
 * @param id digest of (partner, {@code webhook-id}); {@link #UNNAMED} when the partner names none:
 *     such a delivery is not remembered, its events alone tell a repetition
 * @param body digest of (partner, {@code webhook-id}, body); {@link #UNNAMED} exactly when the id
 *     is
 * @param receivedAt when the server had it, milliseconds since the epoch
 */
public record Delivery(String partner, long id, long body, long receivedAt) {
  /** No digest is this. */
  public static final long UNNAMED = 0;

  /** One without an id of its own. */
  public static Delivery unnamed(String partner, long receivedAt) {
    return new Delivery(partner, UNNAMED, UNNAMED, receivedAt);
  }
}

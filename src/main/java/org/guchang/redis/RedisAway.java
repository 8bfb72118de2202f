package org.guchang.redis;

/**
 * Redis cannot be reached, closed the connection or did not answer in time. What was sent may have
 * been carried out or not.
 */
public final class RedisAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisAway(String message) {
    super(message, null, false, false);
  }
}

package org.guchang.redis;

/**
 * Redis cannot be started, or the one that was found cannot be used; the message is written for an
 * operator.
 */
public final class RedisUnsuitable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisUnsuitable(String message) {
    super(message, null, false, false);
  }
}

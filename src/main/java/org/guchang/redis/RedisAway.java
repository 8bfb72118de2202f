package org.guchang.redis;

/**
 * Redis cannot be reached, closed the connection or did not answer in time. What was sent may have
 * been carried out or not.
 */
public final class RedisAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean foreign;

  public RedisAway(String message) {
    this(message, false);
  }

  private RedisAway(String message, boolean foreign) {
    super(message, null, false, false);
    this.foreign = foreign;
  }

  /** There is a Redis, and it does not hold the data that were served so far. */
  static RedisAway foreign(String message) {
    return new RedisAway(message, true);
  }

  /** Whether it is there with data other than those that were served so far, or with none. */
  public boolean isForeign() {
    return foreign;
  }
}

package org.guchang.redis;

/** Somebody else took the port between looking and starting. */
final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient RedisUnsuitable reason;

  PortTaken(RedisUnsuitable reason) {
    super(reason.getMessage(), null, false, false);
    this.reason = reason;
  }

  RedisUnsuitable reason() {
    return reason;
  }
}

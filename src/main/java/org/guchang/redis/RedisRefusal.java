package org.guchang.redis;

/** Redis answered with an error. */
public final class RedisRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisRefusal(String message) {
    super(message, null, false, false);
  }

  /** The first word of the answer, such as {@code NOSCRIPT}, {@code OOM} or {@code ERR}. */
  public String code() {
    String message = String.valueOf(getMessage());
    int space = message.indexOf(' ');
    return space < 0 ? message : message.substring(0, space);
  }
}

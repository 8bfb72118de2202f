package org.guchang.access.oidc;

/**
 * Somebody could not be let in by the identity provider. The message is for the log: it holds no
 * code, no token and no text of the provider's own.
 */
public final class ProviderFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /** What there is to do. */
  public enum Kind {
    /** It cannot be reached, or does not answer as it should: later, or by another way. */
    AWAY,
    /** Too many come at once: in a moment. */
    BUSY,
    /** What it sent is not good: from the beginning. */
    REFUSED
  }

  ProviderFailure(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

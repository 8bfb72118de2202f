package org.guchang.pending.api;

/**
 * Why a platform's API gave no answer of use. The message never holds what the platform sent, nor
 * any secret.
 */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What it means for the one question and for all others. */
  public enum Kind {
    /** It cannot be reached, does not answer in time, or says that it is unwell. */
    AWAY("away"),
    /** It wants to be asked less. */
    THROTTLED("throttled"),
    /** It does not accept our credentials, and they could not be renewed. */
    DENIED("denied"),
    /** It does not know this order or refund. */
    UNKNOWN("unknown"),
    /** It answered, and what it said is not understood, or is of another order. */
    GARBLED("garbled");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For meters and for the to-do. */
    public String word() {
      return word;
    }

    /** Whether other questions would fare the same now. */
    public boolean concernsAll() {
      return this == AWAY || this == THROTTLED || this == DENIED;
    }
  }

  /** What {@link #retryAfterMillis} says when the platform did not. */
  public static final long UNTOLD = -1;

  private final Kind kind;
  private final long retryAfterMillis;

  public ApiFailure(Kind kind, String message) {
    this(kind, message, UNTOLD);
  }

  public ApiFailure(Kind kind, String message, long retryAfterMillis) {
    super(message, null, false, false);
    this.kind = kind;
    this.retryAfterMillis = retryAfterMillis;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the platform asks us to wait, {@link #UNTOLD} when it does not. */
  public long retryAfterMillis() {
    return retryAfterMillis;
  }

  /** This failure, or whatever else went wrong as one. */
  public static ApiFailure of(Throwable failure) {
    return failure instanceof ApiFailure known
        ? known
        : new ApiFailure(Kind.AWAY, failure.getClass().getSimpleName());
  }
}

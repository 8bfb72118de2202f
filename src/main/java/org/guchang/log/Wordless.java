package org.guchang.log;

import org.jspecify.annotations.Nullable;

/**
 * A failure without what it says: its kind, its place and its causes'. A parser's words repeat what
 * it could not read, and that may be a person's phone.
 */
public final class Wordless extends Exception {
  private static final long serialVersionUID = 1L;

  /** Of causes of causes; a chain may close on itself. */
  private static final int MOST_CAUSES = 8;

  private Wordless(Throwable failure, @Nullable Throwable cause) {
    super(failure.getClass().getName(), cause, false, true);
    setStackTrace(failure.getStackTrace());
  }

  /** The same failure, to be logged. */
  public static Throwable of(Throwable failure) {
    return of(failure, MOST_CAUSES);
  }

  private static Wordless of(Throwable failure, int causes) {
    Throwable cause = failure.getCause();
    return new Wordless(failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
  }
}

package org.guchang.app;

/** The server cannot start, in words for an operator. */
public final class StartProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartProblem(String message) {
    super(message, null, false, false);
  }
}

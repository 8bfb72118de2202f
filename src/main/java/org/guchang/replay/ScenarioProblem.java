package org.guchang.replay;

/** A scenario cannot be played as it is written; the message says why, for people. */
public final class ScenarioProblem extends Exception {
  private static final long serialVersionUID = 1L;

  ScenarioProblem(String message) {
    super(message);
  }
}

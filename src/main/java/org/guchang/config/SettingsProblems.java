package org.guchang.config;

import java.util.List;

/**
 * The settings cannot be used; the message lists every problem, one a line, and shows no secret.
 */
public final class SettingsProblems extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  SettingsProblems(List<Problem> problems) {
    super(Problems.describe("settings", problems));
    this.problems = problems;
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}

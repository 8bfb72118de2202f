package org.guchang.config;

import java.util.List;

/**
 * The catalog cannot be used; the message lists every problem with its file and line, and shows no
 * secret.
 */
public final class CatalogProblems extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  CatalogProblems(List<Problem> problems) {
    super(Problems.describe("catalog", problems));
    this.problems = problems;
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}

package org.guchang.access;

import java.util.List;
import org.guchang.config.Problem;
import org.guchang.config.Problems;

/**
 * The file of {@code access.users} cannot be used; the message lists every problem with its line,
 * and shows no hash.
 */
public final class AccessProblems extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  AccessProblems(List<Problem> problems) {
    super(Problems.describe("users", problems), null, false, false);
    this.problems = problems;
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}

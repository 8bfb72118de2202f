package org.guchang.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it is reported together. Confined to one load. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(String where, String what) {
    found.add(new Problem(where, what));
  }

  public void add(String file, int line, String what) {
    add(file + ":" + line, what);
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** One problem a line, under a heading that says how many. */
  public static String describe(String subject, List<Problem> problems) {
    StringBuilder text = new StringBuilder(subject);
    text.append(problems.size() == 1 ? ": 1 problem" : ": " + problems.size() + " problems");
    problems.forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }
}

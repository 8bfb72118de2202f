package org.guchang.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it is reported together. Confined to one load. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(String where, String what) {
    found.add(new Problem(where, what));
  }

  void add(String file, int line, String what) {
    add(file + ":" + line, what);
  }

  List<Problem> found() {
    return List.copyOf(found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** One problem a line, under a heading that says how many. */
  static String describe(String subject, List<Problem> problems) {
    StringBuilder text = new StringBuilder(subject);
    text.append(problems.size() == 1 ? ": 1 problem" : ": " + problems.size() + " problems");
    problems.forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }
}

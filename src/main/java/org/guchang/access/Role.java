package org.guchang.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody may do, from the least. */
public enum Role {
  /** Reads {@code /metrics} and {@code /health} at the ops door; nothing else anywhere. */
  METRICS,
  /** Sees named boards; at the ops door reads everything. */
  VIEWER,
  /** Sees every board; at the ops door changes things too. */
  OPERATOR,
  /** As an operator; the one who answers for who else may. */
  ADMINISTRATOR;

  /** As it is written in files and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this word; null when it is none. */
  public static @Nullable Role of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  /** All words, for a message. */
  public static String words() {
    return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
  }

  /** Whether it may do whatever {@code other} may, boards aside. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}

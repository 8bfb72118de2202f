package org.guchang.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a list of users gives, entry by entry, in words without hashes. Pure. */
public final class AccessRoles {
  /** Of an audit line; where more change at once the number is told. */
  private static final int MOST = 50;

  private AccessRoles() {}

  /**
   * Entries of {@code one} that are not in {@code other} as they are, sorted, such as {@code "user
   * wang viewer session/jc"}; one whose password alone is another is among them.
   */
  public static List<String> gone(AccessList one, AccessList other) {
    Set<Record> kept = new HashSet<>(entries(other).toList());
    List<String> gone =
        entries(one)
            .filter(entry -> !kept.contains(entry))
            .map(AccessRoles::words)
            .sorted()
            .toList();
    return gone.size() <= MOST
        ? gone
        : Stream.concat(
                gone.stream().limit(MOST), Stream.of("and " + (gone.size() - MOST) + " more"))
            .toList();
  }

  private static Stream<Record> entries(AccessList list) {
    return Stream.of(list.users().values(), list.tokens(), list.rules())
        .flatMap(each -> each.stream().map(Record.class::cast));
  }

  private static String words(Record entry) {
    if (entry instanceof AccessList.User user) {
      return "user " + user.name() + " " + given(user.role(), user.boards());
    }
    if (entry instanceof AccessList.Rule rule) {
      return "claim " + rule.claim() + "=" + rule.value() + " " + given(rule.role(), rule.boards());
    }
    AccessList.Token token = (AccessList.Token) entry;
    return "token " + token.name() + " " + token.role().word();
  }

  private static String given(Role role, BoardPatterns boards) {
    return (role.word() + " " + String.join(" ", boards.written())).strip();
  }
}

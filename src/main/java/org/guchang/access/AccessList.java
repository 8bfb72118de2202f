package org.guchang.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is known: what stands in the file of {@code access.users}. Immutable.
 *
 * @param users by name
 * @param tokens of the ops door
 * @param rules what an identity provider's claims give
 */
public record AccessList(Map<String, User> users, List<Token> tokens, List<Rule> rules) {

  /** Nobody. */
  public static final AccessList EMPTY = new AccessList(Map.of(), List.of(), List.of());

  public AccessList {
    users = Map.copyOf(users);
    tokens = List.copyOf(tokens);
    rules = List.copyOf(rules);
  }

  /**
   * Somebody with a password.
   *
   * @param password hash, see {@link Passwords}
   */
  public record User(String name, String password, Role role, BoardPatterns boards) {

    public Principal principal() {
      return new Principal(name, role, boards);
    }

    /** Changes when the password does: what was given out for the old one is good no more. */
    String stamp() {
      return Digests.sha256(password).substring(0, 16);
    }

    /** Without the hash. */
    @Override
    public String toString() {
      return "User[" + name + ", " + role.word() + ", boards " + boards + "]";
    }
  }

  /**
   * What a program shows at the ops door.
   *
   * @param sha256 of the token, hexadecimal; the token itself is kept nowhere
   * @param until milliseconds since the epoch; null for no end
   */
  public record Token(String name, String sha256, Role role, @Nullable Long until) {

    /** Without the digest. */
    @Override
    public String toString() {
      return "Token[" + name + ", " + role.word() + "]";
    }
  }

  /**
   * Who has this value in this claim is let in as this.
   *
   * @param claim of the identity token, e.g. {@code groups}, or the way to it where it lies deeper,
   *     e.g. {@code realm_access.roles}
   */
  public record Rule(String claim, String value, Role role, BoardPatterns boards) {}
}

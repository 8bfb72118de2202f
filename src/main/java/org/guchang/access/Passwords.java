package org.guchang.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords as they are kept: <a href="https://www.rfc-editor.org/rfc/rfc9106">Argon2id</a> in the
 * form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. To make one or to compare takes tens of
 * milliseconds and {@value #MEMORY_KIB} KiB: never on an event loop.
 */
public final class Passwords {
  /** What OWASP's cheat sheet on password storage asks for at least, with {@link #PASSES}. */
  static final int MEMORY_KIB = 19_456;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;

  /** A shorter one is guessed. */
  public static final int FEWEST_CHARS = 10;

  /** A longer one only makes work. */
  public static final int MOST_CHARS = 200;

  /** A hash made elsewhere may cost less or more, within reason: it is paid at each log-in. */
  private static final int MOST_MEMORY_KIB = 131_072;

  private static final int LEAST_MEMORY_KIB = 7_168;
  private static final int MOST_PASSES = 10;
  private static final int MOST_LANES = 4;

  private static final Pattern HASH =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{4,6}),t=(\\d{1,2}),p=(\\d)"
              + "\\$[A-Za-z0-9+/]{11,128}={0,2}\\$[A-Za-z0-9+/]{22,128}={0,2}");

  /** Of no password: what is compared where there is no such user. */
  static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$Z3VjaGFuZ25vYm9keWF0YWxs"
          + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private Passwords() {}

  /** With a salt of its own. */
  public static String hash(String password) {
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID)
        .hash(password)
        .getResult();
  }

  /** Whether it is a hash that is safe to keep and can be compared in reasonable time. */
  public static boolean isHash(String text) {
    Matcher hash = HASH.matcher(text);
    if (!hash.matches()) {
      return false;
    }
    int memory = Integer.parseInt(hash.group(1));
    int passes = Integer.parseInt(hash.group(2));
    int lanes = Integer.parseInt(hash.group(3));
    return memory >= LEAST_MEMORY_KIB
        && memory <= MOST_MEMORY_KIB
        && passes >= 1
        && passes <= MOST_PASSES
        && lanes >= 1
        && lanes <= MOST_LANES;
  }

  /**
   * Whether the password is that of the hash.
   *
   * @param hash one that {@link #isHash}
   */
  static boolean fits(String password, String hash) {
    return password.length() <= MOST_CHARS
        && Argon2Function.getInstanceFromHash(hash).check(password, hash);
  }
}

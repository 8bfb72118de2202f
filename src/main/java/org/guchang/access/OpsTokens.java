package org.guchang.access;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bearer tokens of the ops door: of each only the SHA-256 is known here. */
public final class OpsTokens {
  /** So that a scanner of leaked secrets can tell what it has found. */
  private static final String PREFIX = "gct_";

  private static final int BYTES = 32;
  private static final int MOST_CHARS = 256;

  private final List<AccessList.Token> tokens;

  public OpsTokens(List<AccessList.Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /** A new one, which cannot be guessed. */
  public static String make(SecureRandom random) {
    return PREFIX + Digests.random(random, BYTES);
  }

  /** What stands in the file for it. */
  public static String digest(String token) {
    return Digests.sha256(token);
  }

  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** Whose token it is; null when it is nobody's, or over. All are compared. */
  public @Nullable Principal holder(String token, long now) {
    if (token.length() > MOST_CHARS) {
      return null;
    }
    String digest = Digests.sha256(token);
    Principal holder = null;
    for (AccessList.Token each : tokens) {
      Long until = each.until();
      if (Digests.same(each.sha256(), digest) && (until == null || now < until)) {
        holder = new Principal(each.name(), each.role(), BoardPatterns.ALL);
      }
    }
    return holder;
  }
}

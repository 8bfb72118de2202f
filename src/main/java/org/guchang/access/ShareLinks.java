package org.guchang.access;

import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the address of a share link: the share's id and a code over all of the share. So a
 * link cannot be made or widened by somebody who can write to Redis, and none can be guessed; and
 * one that is not in Redis any more is good no more.
 */
public final class ShareLinks {
  private static final int ID_BYTES = 9;
  private static final int MOST_CHARS = 100;

  private final byte[] key;

  public ShareLinks(String key) {
    this.key = Digests.sha256Bytes("shares " + key);
  }

  /** Of a new share. */
  public static String newId(SecureRandom random) {
    return Digests.random(random, ID_BYTES);
  }

  /** The end of its address. */
  public String token(Share share) {
    return share.id() + "." + code(share);
  }

  /**
   * Whose token it is; null when it is nobody's or has ended.
   *
   * @param shares those that are good, by id
   */
  public @Nullable Share share(String token, Map<String, Share> shares, long now) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > MOST_CHARS) {
      return null;
    }
    Share share = shares.get(token.substring(0, dot));
    boolean good =
        share != null && now < share.ends() && Digests.same(token.substring(dot + 1), code(share));
    return good ? share : null;
  }

  private String code(Share share) {
    return Digests.mac(key, share.id() + " " + share.text());
  }
}

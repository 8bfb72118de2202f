package org.guchang.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 64 bits of a SHA-256: short enough to keep one per event, long enough that two of a million never
 * meet.
 */
public final class Digest {
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Digest::sha256);

  private Digest() {}

  /** Of the event an id names; CloudEvents ids are unique per source. */
  static long ofEvent(String platform, String id) {
    return of("event", platform, id);
  }

  /** Of texts, in this order; never 0. */
  public static long of(String... texts) {
    MessageDigest sha = SHA_256.get();
    for (String text : texts) {
      sha.update(text.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
    return first8(sha.digest());
  }

  /** Of texts and then bytes; never 0. */
  public static long of(byte[] bytes, String... texts) {
    MessageDigest sha = SHA_256.get();
    for (String text : texts) {
      sha.update(text.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
    return first8(sha.digest(bytes));
  }

  private static long first8(byte[] digest) {
    long value = ByteBuffer.wrap(digest).getLong();
    return value != 0 ? value : 1;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

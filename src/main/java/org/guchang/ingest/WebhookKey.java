package org.guchang.ingest;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * One secret, ready to sign and verify again and again. Confined to one event loop: setting a MAC
 * up costs more than using it.
 */
final class WebhookKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  /** Base64 of {@link #MAC_BYTES} bytes. */
  private static final int ENCODED_LENGTH = 44;

  private final Mac mac;
  private final byte[] signature = new byte[MAC_BYTES];
  private final byte[] encoded = new byte[ENCODED_LENGTH];

  WebhookKey(String secret) {
    this(WebhookSignature.secretBytes(secret));
  }

  WebhookKey(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * The MAC over the first {@code length} bytes of {@code head} and all of {@code body};
   * overwritten by the next call.
   */
  byte[] sign(byte[] head, int length, byte[] body) {
    mac.update(head, 0, length);
    mac.update(body);
    try {
      mac.doFinal(signature, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("a SHA-256 is " + MAC_BYTES + " bytes", e);
    }
    return signature;
  }

  /**
   * Whether one of {@code signatures} is this key's. Each is compared in full whatever its first
   * difference, so that the time it takes does not tell how much of it was right.
   *
   * @param signatures the header: versioned signatures separated by spaces; those of other versions
   *     are passed over
   */
  boolean hasSigned(byte[] head, int length, byte[] body, String signatures) {
    Base64.getEncoder().encode(sign(head, length, body), encoded);
    boolean found = false;
    int start = 0;
    while (start < signatures.length()) {
      int space = signatures.indexOf(' ', start);
      int end = space < 0 ? signatures.length() : space;
      if (signatures.startsWith(WebhookSignature.VERSION, start)) {
        int from = start + WebhookSignature.VERSION.length();
        found |= end - from == ENCODED_LENGTH && isEqual(signatures, from);
      }
      start = end + 1;
    }
    return found;
  }

  private boolean isEqual(String signatures, int from) {
    int difference = 0;
    for (int i = 0; i < ENCODED_LENGTH; i++) {
      difference |= signatures.charAt(from + i) ^ encoded[i];
    }
    return difference == 0;
  }
}

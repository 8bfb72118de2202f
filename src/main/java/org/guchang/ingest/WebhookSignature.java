package org.guchang.ingest;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The signature of <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">
 * Standard Webhooks 1.0.0</a>, symmetric scheme: {@code v1,} and the base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}.
 */
public final class WebhookSignature {
  public static final String ID_HEADER = "webhook-id";
  public static final String TIMESTAMP_HEADER = "webhook-timestamp";
  public static final String SIGNATURE_HEADER = "webhook-signature";

  /** Before the base64 of a secret's bytes. */
  public static final String SECRET_PREFIX = "whsec_";

  /** Before a signature of the symmetric scheme. */
  static final String VERSION = "v1,";

  /** As many as the MAC has; the spec asks for 24 to 64. */
  private static final int SECRET_BYTES = 32;

  /** Longest {@code webhook-id}, characters; the spec sets none, its examples have 31. */
  static final int MAX_ID_LENGTH = 256;

  /** Digits of a timestamp in seconds, enough for the year 33658. */
  static final int MAX_TIMESTAMP_DIGITS = 12;

  private WebhookSignature() {}

  /**
   * The value of {@code webhook-signature} for one secret.
   *
   * @param secret {@code whsec_…}
   * @param timestampSeconds since the epoch
   * @throws IllegalArgumentException if {@code secret} is not base64 after its prefix, or {@code
   *     id} cannot be signed
   */
  public static String sign(String secret, String id, long timestampSeconds, byte[] body) {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "a webhook-id is 1 to "
              + MAX_ID_LENGTH
              + " printable ASCII characters without space and full stop");
    }
    byte[] head = (id + "." + timestampSeconds + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] mac = new WebhookKey(secret).sign(head, head.length, body);
    return VERSION + Base64.getEncoder().encodeToString(mac);
  }

  /** A secret of {@link #SECRET_BYTES} random bytes. */
  public static String newSecret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes of a secret. The prefix may be missing, as the spec's own libraries take it. */
  static byte[] secretBytes(String secret) {
    String encoded =
        secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a secret is whsec_ and base64", e);
    }
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a secret is whsec_ and base64 of at least one byte");
    }
    return bytes;
  }

  /**
   * Whether {@code id} may be a {@code webhook-id}. Not with a full stop in it: the spec warns that
   * then {@code a.1} at time 2 and {@code a} at time 1 with a body that starts with {@code 2.}
   * would have the same signature.
   */
  static boolean isId(String id) {
    if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c <= ' ' || c > '~' || c == '.') {
        return false;
      }
    }
    return true;
  }

  /**
   * Seconds since the epoch, -1 if {@code timestamp} is anything but plain digits: it is signed as
   * it is written.
   */
  static long timestamp(String timestamp) {
    if (timestamp.isEmpty() || timestamp.length() > MAX_TIMESTAMP_DIGITS) {
      return -1;
    }
    long seconds = 0;
    for (int i = 0; i < timestamp.length(); i++) {
      char c = timestamp.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      seconds = 10 * seconds + (c - '0');
    }
    return seconds;
  }
}

package org.guchang.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests, codes and chance, in the forms in which they are written here. */
final class Digests {
  private static final String MAC = "HmacSHA256";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private Digests() {}

  /** Hexadecimal, of the text in UTF-8. */
  static String sha256(String text) {
    return HexFormat.of().formatHex(sha256Bytes(text));
  }

  /** Of the text in UTF-8. */
  static byte[] sha256Bytes(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** HMAC-SHA256 in base64url. */
  static String mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  /** Whether they are the same, in a time that does not tell where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static String base64(byte[] bytes) {
    return URL.encodeToString(bytes);
  }

  /** In base64url. */
  static String random(SecureRandom random, int bytes) {
    byte[] chance = new byte[bytes];
    random.nextBytes(chance);
    return base64(chance);
  }
}

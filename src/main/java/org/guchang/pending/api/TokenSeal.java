package org.guchang.pending.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals a partner's tokens before they go to Redis: AES-256-GCM under a key made from the app's
 * secret, which is in the catalog alone. Whoever has a copy of Redis has no token.
 */
final class TokenSeal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";
  private static final String PURPOSE = "guchang: access tokens at rest";
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final byte[] partner;

  /**
   * @param secret of the app
   * @param partner whose token it is; sealed for one it cannot be opened for another
   */
  TokenSeal(String secret, String partner) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(utf8(secret), MAC));
      this.key = new SecretKeySpec(mac.doFinal(utf8(PURPOSE)), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
    this.partner = utf8(partner);
  }

  String seal(String token) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(utf8(token));
      ByteBuffer both = ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed);
      return Base64.getEncoder().encodeToString(both.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  /** Null when it was not sealed by this secret for this partner. */
  @Nullable String open(String text) {
    try {
      byte[] both = Base64.getDecoder().decode(text);
      if (both.length < IV_BYTES) {
        return null;
      }
      byte[] iv = ByteBuffer.allocate(IV_BYTES).put(both, 0, IV_BYTES).array();
      byte[] token =
          cipher(Cipher.DECRYPT_MODE, iv).doFinal(both, IV_BYTES, both.length - IV_BYTES);
      return new String(token, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(partner);
    return cipher;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

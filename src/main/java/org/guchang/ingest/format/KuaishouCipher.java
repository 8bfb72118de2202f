package org.guchang.ingest.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES in CBC mode with PKCS#7 padding, its initialization vector 16 zero bytes, as the platform's
 * page on its message service gives it in code. Confined to one event loop.
 */
final class KuaishouCipher {
  private static final int BLOCK = 16;

  private final Cipher cipher;

  /**
   * @param messageKey base64 of 16, 24 or 32 bytes
   */
  KuaishouCipher(String messageKey) {
    try {
      cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(Base64.getDecoder().decode(messageKey), "AES"),
          new IvParameterSpec(new byte[BLOCK]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("the catalog takes only keys of AES", e);
    }
  }

  /**
   * What the body says; null when it is nothing that this key encrypted.
   *
   * @param body base64 text, spaces and line breaks around it allowed
   */
  byte @Nullable [] decrypt(byte[] body) {
    try {
      String base64 = new String(body, StandardCharsets.ISO_8859_1).strip();
      return cipher.doFinal(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException | IllegalBlockSizeException | BadPaddingException e) {
      return null;
    }
  }
}

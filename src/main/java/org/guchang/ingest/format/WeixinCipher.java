package org.guchang.ingest.format;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in CBC mode, its initialization vector the first half of the key; what is encrypted are
 * 16 random bytes, the message's length in 4, the message, the app id, and 1 to 32 bytes of
 * padding. Confined to one event loop.
 * <!-- Maintainers: the padding is PKCS#7 for blocks of 32 bytes. Java's own, for blocks of 16, fails on
 * each that is longer, so it is taken off here. -->
 */
final class WeixinCipher {
  private static final int BLOCK = 16;
  private static final int MAX_PADDING = 32;
  private static final int RANDOM = 16;
  private static final int HEAD = RANDOM + Integer.BYTES;

  private final Cipher cipher;
  private final byte[] appId;

  /**
   * @param encodingAesKey 43 characters, base64 of 32 bytes without its last character
   */
  WeixinCipher(String encodingAesKey, String appId) {
    this.appId = Seal.utf8(appId);
    try {
      byte[] key = Base64.getDecoder().decode(encodingAesKey + "=");
      cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, BLOCK));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("the catalog takes only keys of 43 characters", e);
    }
  }

  /**
   * The message in what was signed.
   *
   * @throws NotGenuine when it was encrypted by another key, or for another app
   */
  byte[] decrypt(String encrypted) throws NotGenuine {
    byte[] plain = plain(encrypted);
    int end = plain.length - padding(plain);
    int length = end < HEAD ? -1 : ByteBuffer.wrap(plain).getInt(RANDOM);
    if (length < 0 || length > end - HEAD) {
      throw new NotGenuine("Encrypt is not of this encodingAesKey");
    }
    int messageEnd = HEAD + length;
    if (!Arrays.equals(plain, messageEnd, end, appId, 0, appId.length)) {
      throw new NotGenuine("the message is for another appId");
    }
    return Arrays.copyOfRange(plain, HEAD, messageEnd);
  }

  private byte[] plain(String encrypted) throws NotGenuine {
    try {
      return cipher.doFinal(Base64.getDecoder().decode(encrypted));
    } catch (IllegalArgumentException | IllegalBlockSizeException | BadPaddingException e) {
      throw new NotGenuine("Encrypt is not the base64 of whole blocks");
    }
  }

  private static int padding(byte[] plain) throws NotGenuine {
    int padding = plain.length == 0 ? 0 : plain[plain.length - 1];
    boolean fits = padding >= 1 && padding <= MAX_PADDING && padding <= plain.length;
    for (int i = 1; fits && i <= padding; i++) {
      fits = plain[plain.length - i] == padding;
    }
    if (!fits) {
      throw new NotGenuine("Encrypt is not of this encodingAesKey");
    }
    return padding;
  }
}

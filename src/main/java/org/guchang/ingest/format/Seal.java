package org.guchang.ingest.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a platform computes over a push to prove that it sent it; comparing takes the same time
 * whatever is compared. Confined to one event loop.
 */
abstract class Seal {

  private Seal() {}

  static Seal md5() {
    return new Plain(digest("MD5"));
  }

  static Seal sha1() {
    return new Plain(digest("SHA-1"));
  }

  static Seal hmacSha256(String key) {
    return new Keyed("HmacSHA256", utf8(key));
  }

  /** Over the parts, one after the other with nothing in between. */
  byte[] over(byte[]... parts) {
    for (byte[] part : parts) {
      update(part);
    }
    return finish();
  }

  abstract void update(byte[] part);

  /** And is ready for the next. */
  abstract byte[] finish();

  /** Whether {@code told} is the seal in hexadecimal digits, of either case. */
  static boolean isHex(@Nullable String told, byte[] seal) {
    return told != null
        && told.length() == 2 * seal.length
        && isSame(() -> HexFormat.of().parseHex(told), seal);
  }

  /** Whether {@code told} is the seal in base64. */
  static boolean isBase64(@Nullable String told, byte[] seal) {
    return told != null && isSame(() -> Base64.getDecoder().decode(told), seal);
  }

  /** As the platforms' recipes mean every text. */
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isSame(Supplier<byte[]> told, byte[] seal) {
    try {
      return MessageDigest.isEqual(told.get(), seal);
    } catch (IllegalArgumentException notWritten) {
      return false;
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static final class Plain extends Seal {
    private final MessageDigest digest;

    Plain(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    void update(byte[] part) {
      digest.update(part);
    }

    @Override
    byte[] finish() {
      return digest.digest();
    }
  }

  private static final class Keyed extends Seal {
    private final Mac mac;

    Keyed(String algorithm, byte[] key) {
      try {
        mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + algorithm, e);
      }
    }

    @Override
    void update(byte[] part) {
      mac.update(part);
    }

    @Override
    byte[] finish() {
      return mac.doFinal();
    }
  }
}

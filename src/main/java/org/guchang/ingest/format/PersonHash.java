package org.guchang.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts a number in place of a buyer or a viewer: the first 8 bytes of HMAC-SHA256, by the privacy
 * key, over the platform, a zero byte and the partner's opaque name of the person. The same person
 * on the same platform always has the same number; without the key nobody can tell whose it is by
 * trying names. Two of a million people share one with a chance of 1 in 37 million. Confined to one
 * event loop.
 */
public final class PersonHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 32;
  private static final String TOKEN = "person:";
  private static final Pattern TOKENS = Pattern.compile(TOKEN + "[0-9a-f]{16}");

  private final Mac mac;
  private final byte[] hash = new byte[HASH_BYTES];

  /**
   * @param key the privacy key, any non-empty text
   */
  public PersonHash(String key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * What stands for a person in a message that is kept: it says no more than the number, which
   * {@link #ofToken} gives back.
   */
  public String token(String platform, String person) {
    return TOKEN + HexFormat.of().toHexDigits(of(platform, person));
  }

  /**
   * The number behind a token, for messages kept by ourselves alone: from outside a token is a name
   * like any other.
   */
  public static long ofToken(String token) {
    if (!token.startsWith(TOKEN)) {
      return 0;
    }
    try {
      return HexFormat.fromHexDigitsToLong(token, TOKEN.length(), token.length());
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /**
   * A text of which every token has the number that is put in place of its own; as long as it was.
   */
  public static String withNumbers(String text, LongUnaryOperator inPlace) {
    return TOKENS
        .matcher(text)
        .replaceAll(
            found ->
                TOKEN + HexFormat.of().toHexDigits(inPlace.applyAsLong(ofToken(found.group()))));
  }

  /** Never 0, which means nobody. */
  public long of(String platform, String person) {
    mac.update(platform.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    mac.update(person.getBytes(StandardCharsets.UTF_8));
    try {
      mac.doFinal(hash, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("a SHA-256 is " + HASH_BYTES + " bytes", e);
    }
    long number = ByteBuffer.wrap(hash).getLong();
    return number == 0 ? 1 : number;
  }
}

package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** WeChat's shops. */
public final class WeixinShopVoice implements Voice {
  static final String TOKEN = "AAAAA";
  static final String AES_KEY = "A".repeat(43);
  static final String APP_ID = "wxba5fad812f8e6fb9";
  private static final String NONCE = "415670741";

  @Override
  public String format() {
    return "weixin-shop";
  }

  @Override
  public String platform() {
    return "weixin";
  }

  @Override
  public Map<String, String> keys() {
    return Map.of("token", TOKEN, "encodingAesKey", AES_KEY, "appId", APP_ID);
  }

  @Override
  public Sent say(String path, byte[] message, long nowMillis) {
    return sealed(path, encrypt(APP_ID, message), nowMillis);
  }

  /** What is said when the address is saved. */
  public Sent verify(String path, String echo, long nowMillis) {
    String seconds = Long.toString(nowMillis / 1000);
    return new Sent(
        "GET",
        path,
        "signature=%s&timestamp=%s&nonce=%s&echostr=%s"
            .formatted(sha1(TOKEN, seconds, NONCE), seconds, NONCE, echo),
        Map.of(),
        new byte[0]);
  }

  static Sent sealed(String path, String encrypted, long nowMillis) {
    String seconds = Long.toString(nowMillis / 1000);
    return Sent.post(
            path,
            Map.of("Content-Type", "application/json"),
            "{\"ToUserName\":\"gh_97417a04a28d\",\"Encrypt\":\"%s\"}"
                .formatted(encrypted)
                .getBytes(UTF_8))
        .withQuery(
            "signature=%s&timestamp=%s&nonce=%s&openid=o9AgO5Kd5ggOC-bXrbNODIiE3bGY&encrypt_type=aes&msg_signature=%s"
                .formatted(
                    sha1(TOKEN, seconds, NONCE),
                    seconds,
                    NONCE,
                    sha1(TOKEN, seconds, NONCE, encrypted)));
  }

  static String encrypt(String appId, byte[] message) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes("0123456789abcdef".getBytes(UTF_8));
    plain.writeBytes(ByteBuffer.allocate(4).putInt(message.length).array());
    plain.writeBytes(message);
    plain.writeBytes(appId.getBytes(UTF_8));
    int padding = 32 - plain.size() % 32;
    byte[] last = new byte[padding];
    Arrays.fill(last, (byte) padding);
    plain.writeBytes(last);
    return encryptBlocks(plain.toByteArray());
  }

  static String encryptBlocks(byte[] plain) {
    try {
      byte[] key = Base64.getDecoder().decode(AES_KEY + "=");
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
      return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha1(String... parts) {
    try {
      Arrays.sort(parts);
      byte[] text = String.join("", parts).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** TikTok Shop, with the key and the secret of its own documentation. */
public final class TiktokShopVoice implements Voice {
  private static final String APP_KEY = "abcdef";
  private static final String APP_SECRET = "123";

  @Override
  public String format() {
    return "tiktok-shop";
  }

  @Override
  public String platform() {
    return "tiktok";
  }

  @Override
  public Map<String, String> keys() {
    return Map.of("appKey", APP_KEY, "appSecret", APP_SECRET);
  }

  @Override
  public Sent say(String path, byte[] message, long nowMillis) {
    return Sent.post(
        path,
        Map.of("Content-Type", "application/json", "Authorization", authorization(message)),
        message);
  }

  private static String authorization(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(APP_SECRET.getBytes(UTF_8), "HmacSHA256"));
      mac.update(APP_KEY.getBytes(UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

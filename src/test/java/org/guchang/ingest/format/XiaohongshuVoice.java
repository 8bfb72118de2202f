package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** Xiaohongshu's shops, given an address with a parameter of its own. */
public final class XiaohongshuVoice implements Voice {
  private static final String APP_KEY = "8f2b1c";
  private static final String APP_SECRET = "4b6f0c1d2e3a";

  @Override
  public String format() {
    return "xiaohongshu";
  }

  @Override
  public String platform() {
    return "xiaohongshu";
  }

  @Override
  public Map<String, String> keys() {
    return Map.of("appKey", APP_KEY, "appSecret", APP_SECRET);
  }

  @Override
  public Sent say(String path, byte[] message, long nowMillis) {
    String timestamp = Long.toString(nowMillis / 1000);
    String signed =
        path + "?app-key=" + APP_KEY + "&county=jiaocheng&timestamp=" + timestamp + APP_SECRET;
    return Sent.post(
            path,
            Map.of(
                "Content-Type",
                "application/json",
                "app-key",
                APP_KEY,
                "timestamp",
                timestamp,
                "sign",
                md5(signed)),
            message)
        .withQuery("county=jiaocheng");
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.guchang.ingest.format;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Kuaishou's shops. */
public final class KuaishouVoice implements Voice {
  public static final String APP_KEY = "ks699183844582124027";
  static final String MESSAGE_KEY = "AAECAwQFBgcICQoLDA0ODw==";

  @Override
  public String format() {
    return "kuaishou";
  }

  @Override
  public String platform() {
    return "kuaishou";
  }

  @Override
  public Map<String, String> keys() {
    return Map.of("appKey", APP_KEY, "messageKey", MESSAGE_KEY);
  }

  @Override
  public Sent say(String path, byte[] message, long nowMillis) {
    return Sent.post(
        path, Map.of("Content-Type", "text/plain;charset=utf-8"), encrypt(MESSAGE_KEY, message));
  }

  static byte[] encrypt(String key, byte[] message) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(Base64.getDecoder().decode(key), "AES"),
          new IvParameterSpec(new byte[16]));
      return Base64.getEncoder().encode(cipher.doFinal(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

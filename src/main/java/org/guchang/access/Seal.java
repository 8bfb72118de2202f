package org.guchang.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Signs what browsers keep, {@code base64url(JSON).HMAC-SHA256}, and opens it again. It hides
 * nothing: the browser can read what it carries, and cannot change it.
 */
final class Seal {
  /** Longer is none of ours; most browsers keep 4096 bytes. */
  private static final int MOST_CHARS = 3_800;

  private final byte[] key;

  /**
   * @param purpose what is sealed: what was sealed for one purpose is not opened for another
   */
  Seal(String purpose, String key) {
    this.key = Digests.sha256Bytes(purpose + " " + key);
  }

  /** The text for a cookie; null when it is too long for one. */
  @Nullable String seal(JsonObject told) {
    String body = Digests.base64(told.encode().getBytes(StandardCharsets.UTF_8));
    String text = body + "." + Digests.mac(key, body);
    return text.length() > MOST_CHARS ? null : text;
  }

  /** What was sealed; null when it was not, or not here. */
  @Nullable JsonObject open(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || text.length() > MOST_CHARS) {
      return null;
    }
    String body = text.substring(0, dot);
    if (!Digests.same(text.substring(dot + 1), Digests.mac(key, body))) {
      return null;
    }
    try {
      return new JsonObject(
          new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DecodeException notOurs) {
      return null;
    }
  }
}

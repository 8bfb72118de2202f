package org.guchang.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A line of the trail, as it is kept: {@code {"number","at","who","from","what","target",…,
 * "previous"}}, where {@code previous} is the SHA-256 of the line before, in hexadecimal, over its
 * bytes as they are kept.
 *
 * @param text one line of JSON
 */
record AuditLine(String text) {
  static final String NUMBER = "number";
  static final String PREVIOUS = "previous";

  /**
   * A new line.
   *
   * @param told what happened; number and digest are added to it
   */
  static AuditLine of(JsonObject told, long number, String previous) {
    JsonObject line = new JsonObject().put(NUMBER, number).mergeIn(told);
    return new AuditLine(line.put(PREVIOUS, previous).encode());
  }

  String digest() {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Null when it is no line of ours. */
  @Nullable JsonObject json() {
    try {
      JsonObject json = new JsonObject(text);
      boolean ours =
          json.getValue(NUMBER) instanceof Number && json.getValue(PREVIOUS) instanceof String;
      return ours ? json : null;
    } catch (DecodeException e) {
      return null;
    }
  }
}

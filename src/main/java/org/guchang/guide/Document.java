package org.guchang.guide;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One thing to read, as it is sent.
 *
 * @param content UTF-8
 * @param etag strong, of the content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Document(byte[] content, String mediaType, String etag) {
  private static final int ETAG_CHARS = 20;

  static Document of(String text, String mediaType) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String etag = HexFormat.of().formatHex(digest).substring(0, ETAG_CHARS);
      return new Document(content, mediaType, "\"" + etag + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package org.guchang.ingest.format;

import java.nio.charset.StandardCharsets;

/** An answer, ready to be sent. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, String mediaType, byte[] body) {

  public static Reply json(int status, String body) {
    return new Reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply text(int status, String body) {
    return new Reply(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }
}

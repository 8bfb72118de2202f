package org.guchang.door;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** Why a door ends a connection, whatever is asked there. The only table of them. */
public enum Refusal {
  /** The head of a request does not get ready. */
  SLOW_HEAD(408, "Request timeout"),
  /** The body of a request comes too slowly. */
  SLOW_BODY(408, "Request timeout"),
  /** The request line is longer than the door reads. */
  LONG_URL(414, "The URL is too long"),
  /** The headers are longer than the door reads. */
  LARGE_HEAD(431, "The headers are too long"),
  /** What came is not HTTP. */
  NOT_HTTP(400, "The request could not be read"),
  /** The URL has a percent sign that two hexadecimal digits do not follow. */
  MALFORMED_URL(400, "The URL could not be read"),
  /** More requests were sent ahead than anybody needs. */
  PIPELINED(400, "Too many requests at once"),
  /** A body goes on and on, though it was refused or is of no use. */
  ENDLESS_BODY(413, "The body is too large"),
  /** The sender left in the middle of a body: there is nobody to answer. */
  HALF_BODY(0, ""),
  /** The sender asks for more and does not read what it is answered. */
  UNREAD(0, "");

  /** Requests of one connection that are not answered yet; browsers send one. */
  static final int MOST_PIPELINED = 32;

  /** Of a body, once the first patience is over; the slowest line of a village has more. */
  static final int LEAST_BYTES_A_SECOND = 4096;

  private final int status;
  private final String title;

  Refusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** What cannot be read, by what the decoder says. */
  static Refusal unreadable(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return LONG_URL;
    }
    return cause instanceof TooLongHttpHeaderException ? LARGE_HEAD : NOT_HTTP;
  }

  /** Whether it can be decoded (RFC 3986, section 2.1). */
  static boolean isEncoded(String url) {
    for (int at = url.indexOf('%'); at >= 0; at = url.indexOf('%', at + 1)) {
      if (at + 2 >= url.length() || !isHex(url.charAt(at + 1)) || !isHex(url.charAt(at + 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char digit) {
    return digit < 128 && Character.digit(digit, 16) >= 0;
  }

  /** For the meter. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Of the answer; 0 when there is none. */
  public int status() {
    return status;
  }

  /** Of the problem; the same for every door. */
  public String title() {
    return title;
  }

  /** What was wrong and what to change; of doors with these bounds. */
  public String detail(Bounds bounds) {
    return switch (this) {
      case SLOW_HEAD -> "The headers did not come within " + bounds.patienceSeconds() + " seconds.";
      case SLOW_BODY ->
          "The body did not come: after "
              + bounds.patienceSeconds()
              + " seconds at least "
              + LEAST_BYTES_A_SECOND
              + " bytes a second are expected.";
      case LONG_URL -> "The URL is longer than " + bounds.lineBytes() + " bytes.";
      case LARGE_HEAD -> "The headers are longer than " + bounds.headBytes() + " bytes.";
      case NOT_HTTP -> "This is not HTTP/1.1 as RFC 9112 describes it.";
      case MALFORMED_URL ->
          "A percent sign in the URL is followed by two hexadecimal digits; itself it is %25.";
      case PIPELINED ->
          "Wait for answers: at most " + MOST_PIPELINED + " requests may be sent ahead.";
      case ENDLESS_BODY -> "No more than " + bounds.bodyBytes() + " bytes are read here.";
      case HALF_BODY, UNREAD -> "";
    };
  }
}

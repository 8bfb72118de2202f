package org.guchang.ingest.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the native format's media types say the body is. */
public enum NativeMedia {
  /** One event. */
  STRUCTURED,
  /** An array of events. */
  BATCHED,
  /** Either; the body's first character tells. */
  EITHER;

  /** For the {@code Accept} header of a 415. */
  public static final String SPOKEN =
      "application/cloudevents+json, application/cloudevents-batch+json, application/json";

  private static final String SEND =
      "Send one event as application/cloudevents+json or several as application/cloudevents-batch+json"
          + " (application/json is taken as either).";

  /**
   * @param contentType the header, null when there was none
   * @param specVersionHeader whether there was a {@code ce-specversion} header, the sign of binary
   *     mode
   */
  public static NativeMedia of(@Nullable String contentType, boolean specVersionHeader)
      throws UnreadableDelivery {
    if (contentType == null) {
      throw unsupported("There is no Content-Type. " + SEND);
    }
    int semicolon = contentType.indexOf(';');
    String media = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    NativeMedia shape = named(media);
    if (specVersionHeader && (shape == null || shape == EITHER)) {
      throw unsupported(
          "This is a CloudEvent in binary mode: its ce-* headers are not covered by the signature, so nobody could tell"
              + " whether they were changed. "
              + SEND);
    }
    if (shape == null) {
      throw unsupported("This media type is not spoken. " + SEND);
    }
    if (semicolon >= 0) {
      checkCharset(contentType.substring(semicolon + 1));
    }
    return shape;
  }

  private static @Nullable NativeMedia named(String media) {
    return switch (media.toLowerCase(Locale.ROOT)) {
      case "application/cloudevents+json" -> STRUCTURED;
      case "application/cloudevents-batch+json" -> BATCHED;
      case "application/json" -> EITHER;
      default -> null;
    };
  }

  private static void checkCharset(String parameters) throws UnreadableDelivery {
    for (String parameter : parameters.split(";", -1)) {
      String[] pair = parameter.strip().split("=", 2);
      if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("charset")) {
        String charset = pair[1].strip().replace("\"", "");
        if (!charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("utf8")) {
          throw unsupported(
              "The charset must be utf-8, in which JSON is exchanged (RFC 8259, section 8.1).");
        }
      }
    }
  }

  private static UnreadableDelivery unsupported(String message) {
    return new UnreadableDelivery(UnreadableDelivery.Kind.UNSUPPORTED_MEDIA, message);
  }
}

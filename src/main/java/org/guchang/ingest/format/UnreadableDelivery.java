package org.guchang.ingest.format;

/**
 * A delivery that is refused as a whole, before any of its events is looked at for itself. The
 * message is for the partner.
 */
public final class UnreadableDelivery extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why it could not be read. */
  public enum Kind {
    /** Not JSON, not UTF-8, not a CloudEvent or a batch of them. */
    MALFORMED,
    /** More events than one delivery may hold. */
    TOO_MANY_EVENTS,
    /** In a media type that is not spoken. */
    UNSUPPORTED_MEDIA
  }

  public UnreadableDelivery(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

package org.guchang.board;

/**
 * One message to a screen, encoded once for all of them.
 *
 * @see FrameEncoder
 */
public final class Frame {

  public enum Kind {
    SNAPSHOT("snapshot"),
    PATCH("patch"),
    BEAT("beat");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  private final Kind kind;
  private final byte[] json;
  private final long newsReceivedAt;

  Frame(Kind kind, byte[] json, long newsReceivedAt) {
    this.kind = kind;
    this.json = json;
    this.newsReceivedAt = newsReceivedAt;
  }

  public Kind kind() {
    return kind;
  }

  /** UTF-8; shared by all screens, not to be changed. */
  public byte[] json() {
    return json;
  }

  /** When the newest event that this frame is the first to show arrived; negative if none is. */
  public long newsReceivedAt() {
    return newsReceivedAt;
  }
}

package org.guchang.screen;

/**
 * How much a screen says: a resync now and then, and an answer to a ping each half minute. Each
 * frame of it costs the server an answer, which one that does not read would pile up.
 */
final class Talk {
  /** Frames of any kind that may come within a window. */
  static final int MOST_FRAMES = 200;

  static final long WINDOW_MILLIS = 10_000;

  private long since = Long.MIN_VALUE;
  private int frames;

  /** One more frame came; whether it is one too many. */
  boolean isTooMuch(long now) {
    if (since == Long.MIN_VALUE || now - since >= WINDOW_MILLIS || now < since) {
      since = now;
      frames = 0;
    }
    frames++;
    return frames > MOST_FRAMES;
  }
}

package org.guchang.board;

/** Who shows a board. Called on the event loop that owns the feed. */
public interface BoardListener {

  /**
   * A patch continues the frame before it; a snapshot stands for itself and is sent when nothing
   * else can be; a beat says that the state shown is still the state.
   */
  void onFrame(Frame frame);

  /** The catalog no longer has this board; nothing follows. */
  void onGone();
}

package org.guchang.board;

import java.util.function.Consumer;

/**
 * Tells which sessions changed. Contract: calls back on the event loop that subscribed, with the
 * session id, after the change can be read. Not guaranteed: that no notice is missed (a slow sweep
 * covers that) or that each change has its own.
 */
public interface ChangeFeed {

  void subscribe(Consumer<String> onSessionChanged);
}

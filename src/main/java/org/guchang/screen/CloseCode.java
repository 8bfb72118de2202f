package org.guchang.screen;

/**
 * Why the server closes a screen's WebSocket, and what the screen should do. The only table of
 * them.
 */
enum CloseCode {
  /** The server stops. Reconnect, after a random pause. */
  GOING_AWAY(1001, "server is stopping", "stopping"),
  /** The screen broke the WebSocket protocol. */
  PROTOCOL(1002, "protocol error", "protocol"),
  /** The screen sent something other than a resync. */
  UNKNOWN_MESSAGE(1003, "only {\"kind\":\"resync\"} is understood", "message"),
  /** The screen sent more than a resync can be. */
  TOO_BIG(1009, "message too big", "message"),
  /** The screen says more than any screen has to say. Reconnect, after a long pause. */
  TOO_TALKATIVE(1008, "too many messages", "talkative"),
  /** Who comes has not logged in, or may not see it any more. Do not reconnect: log in. */
  NOT_ADMITTED(4003, "not admitted", "not_admitted"),
  /** There is no such board, or no longer. Do not reconnect. */
  UNKNOWN_BOARD(4004, "no such board", "unknown_board"),
  /** The screen could not keep up. Reconnect, after a random pause. */
  TOO_SLOW(4008, "too slow", "slow");

  /** Label of a screen that went by itself. */
  static final String LEFT = "left";

  private final short code;
  private final String reason;
  private final String label;

  CloseCode(int code, String reason, String label) {
    this.code = (short) code;
    this.reason = reason;
    this.label = label;
  }

  short code() {
    return code;
  }

  String reason() {
    return reason;
  }

  /** For the meter. */
  String label() {
    return label;
  }
}

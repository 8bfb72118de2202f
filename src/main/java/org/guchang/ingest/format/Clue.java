package org.guchang.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * What a platform's push tells about the session an event belongs to; a session it never names.
 *
 * @param platform id of the platform it happened on
 * @param orderId of the order it is about; null when it is about none
 * @param room the platform's id of the live room; null when it tells none
 * @param createdAt when the order was created, milliseconds since the epoch; {@link #UNKNOWN} when
 *     the push does not tell
 * @param at when the event happened, milliseconds since the epoch
 * @param opens whether the event may be the first that is heard of its order: true of created and
 *     paid, false of changed, cancelled and refunded, which wait for their order
 */
public record Clue(
    String platform,
    @Nullable String orderId,
    @Nullable String room,
    long createdAt,
    long at,
    boolean opens) {
  public static final long UNKNOWN = Long.MIN_VALUE;

  public static Clue ofNewOrder(String platform, String orderId, long createdAt, long at) {
    return new Clue(platform, orderId, null, createdAt, at, true);
  }

  public static Clue ofOrder(String platform, String orderId, long createdAt, long at) {
    return new Clue(platform, orderId, null, createdAt, at, false);
  }

  public static Clue ofRoom(String platform, String room, long at) {
    return new Clue(platform, null, room, UNKNOWN, at, true);
  }

  public static Clue ofTime(String platform, long at) {
    return new Clue(platform, null, null, UNKNOWN, at, true);
  }
}

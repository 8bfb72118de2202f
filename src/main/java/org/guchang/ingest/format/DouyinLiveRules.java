package org.guchang.ingest.format;

import org.guchang.event.Event;
import org.guchang.event.Event.Counter;
import org.jspecify.annotations.Nullable;

/**
 * What the live room's messages mean. Members of comments and likes [A], of the fan club [B];
 * whether {@code timestamp} is in seconds or milliseconds is not told, and seen from its size [D].
 *
 * <ul>
 *   <li>A comment is shown with its writer's nickname masked; {@code sec_openid}, the viewer, is
 *       hashed.
 *   <li>Likes count as many as {@code like_num}.
 *   <li>Who joins the fan club (reason 2) counts as a follower; levels and leaving do not.
 *   <li>A viewer's gift to the host is money of the platform's own kind, neither an order nor a
 *       giveaway (福利) to viewers: not counted.
 * </ul>
 */
final class DouyinLiveRules implements PushReader.Rules {
  static final DouyinLiveRules INSTANCE = new DouyinLiveRules();

  /** Where an item keeps what it is, which the header x-msg-type told. */
  static final String TYPE = "msg_type";

  /** Where an item keeps its room, which the header x-roomid told. */
  static final String ROOM = "room_id";

  /** Of {@code fansclub_reason_type}. */
  private static final long JOINED = 2;

  /** For who has no nickname. */
  private static final String NAMELESS = "*";

  private DouyinLiveRules() {}

  @Override
  public void apply(PushMessage message) {
    PushPart item = message.root();
    String type = item.id(TYPE);
    switch (type) {
      case "live_gift" -> message.ignore("gift");
      case "live_comment" -> comment(message, named(message, item, type));
      case "live_like" -> {
        long likes = item.count("like_num", 0, 1);
        if (likes == 0) {
          message.ignore("like");
        } else {
          counted(message, named(message, item, type), Counter.LIKED, likes);
        }
      }
      case "live_fansclub" -> {
        if (item.count("fansclub_reason_type", 0) == JOINED) {
          counted(message, named(message, item, type), Counter.FOLLOWED, 1);
        } else {
          message.ignore("fansclub");
        }
      }
      default -> item.fail(TYPE, "is none that this server knows");
    }
  }

  private static PushPart named(PushMessage message, PushPart item, String type) {
    message.id(type + ":" + item.id("msg_id"));
    return item;
  }

  private static void comment(PushMessage message, PushPart item) {
    if (!item.has("content")) {
      message.ignore("comment");
      return;
    }
    String said = item.text("content", Field.TEXT_LENGTH, true);
    String text = said == null ? "" : Contacts.masked(said);
    String nickname = item.label("nickname");
    String shown = Nickname.mask(nickname == null ? NAMELESS : nickname);
    message.place(
        EventType.COMMENT_POSTED,
        clue(message, item),
        origin -> new Event.CommentPosted(origin, shown, text));
  }

  private static void counted(PushMessage message, PushPart item, Counter what, long count) {
    @Nullable String viewer = item.optionalId("sec_openid");
    long who = message.person(viewer);
    message.place(
        what == Counter.LIKED ? EventType.AUDIENCE_LIKED : EventType.AUDIENCE_FOLLOWED,
        clue(message, item),
        origin -> new Event.AudienceCounted(origin, what, count, who, null));
  }

  private static Clue clue(PushMessage message, PushPart item) {
    return Clue.ofRoom(message.platform(), item.id(ROOM), item.time(PushTime.EITHER, "timestamp"));
  }
}

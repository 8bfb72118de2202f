package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.Counter;
import org.guchang.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The rules, type by type: makes the event a draft describes, or says why there is none. Confined
 * to one event loop.
 */
final class EventBuilder {
  private static final String ORDER_ID = "the platform's id of the order";
  private static final String AMOUNT = "what was paid for the whole order, in fen";

  private final EnvelopeRules envelope;
  private final Persons persons;

  EventBuilder(EnvelopeRules envelope, Persons persons) {
    this.envelope = envelope;
    this.persons = persons;
  }

  /** The number in place of a person's name. */
  interface Persons {
    long of(String platform, String name);
  }

  /** What became of one draft; exactly one of {@code event} and {@code refused} is there. */
  record Built(@Nullable Event event, @Nullable Refused refused) {}

  /**
   * @param cloudEvent false when it is not even a CloudEvent 1.0
   */
  record Refused(@Nullable EventType type, boolean cloudEvent, List<Fault> faults) {}

  Built build(EventDraft draft, Reporter reporter) {
    List<Fault> faults = new ArrayList<>(0);
    DraftCheck check = new DraftCheck(draft, faults);
    if (!envelope.isCloudEvent(draft, check)) {
      return new Built(null, new Refused(null, false, faults));
    }
    String name = draft.text(Field.TYPE);
    EventType type = name == null ? null : EventType.named(name);
    if (type == null) {
      check.fail(Field.TYPE, "is none that this server knows; send one of " + EventType.NAMES);
    }
    Origin origin = envelope.origin(draft, check, reporter, type != EventType.WEBHOOK_TEST);
    Event event = type == null ? null : event(type, origin, check);
    return event != null && faults.isEmpty()
        ? new Built(event, null)
        : new Built(null, new Refused(type, true, faults));
  }

  private Event event(EventType type, Origin origin, DraftCheck check) {
    return switch (type) {
      case ORDER_PLACED ->
          new Event.OrderPlaced(
              origin,
              orderId(check),
              person(Field.BUYER, origin, check),
              amount(check, AMOUNT),
              check.orderLines());
      case ORDER_PAID ->
          new Event.OrderPaid(
              origin,
              orderId(check),
              person(Field.BUYER, origin, check),
              amount(check, AMOUNT),
              check.orderLines());
      case ORDER_CHANGED ->
          new Event.OrderChanged(
              origin,
              orderId(check),
              person(Field.BUYER, origin, check),
              amount(check, AMOUNT),
              check.orderLines());
      case ORDER_CANCELLED -> cancelled(origin, check);
      case ORDER_REFUNDED -> refunded(origin, check);
      case AUDIENCE_SNAPSHOT -> snapshot(origin, check);
      case AUDIENCE_ENTERED -> counted(Counter.ENTERED, origin, check);
      case AUDIENCE_LEFT -> counted(Counter.LEFT, origin, check);
      case AUDIENCE_LIKED -> counted(Counter.LIKED, origin, check);
      case AUDIENCE_FOLLOWED -> counted(Counter.FOLLOWED, origin, check);
      case AUDIENCE_CLICKED -> counted(Counter.CLICKED, origin, check);
      case AUDIENCE_EXPOSED -> counted(Counter.EXPOSED, origin, check);
      case COMMENT_POSTED -> comment(origin, check);
      case GIVEAWAY_AWARDED ->
          new Event.GiveawayAwarded(
              origin,
              check.required(Field.NAME, "what was given"),
              check.required(Field.QUANTITY, 1, "how many were given"));
      case PRODUCT_STOCKED ->
          new Event.ProductStocked(
              origin,
              check.required(Field.SKU, "the product's id"),
              check.required(Field.REMAINING, 0, "how many are left, 0 when it is sold out"));
      case SESSION_STARTED -> new Event.SessionStarted(origin);
      case SESSION_ENDED -> new Event.SessionEnded(origin);
      case WEBHOOK_TEST -> new Event.WebhookTest(origin);
    };
  }

  private static Event cancelled(Origin origin, DraftCheck check) {
    String orderId = orderId(check);
    check.report(Field.REASON);
    return new Event.OrderCancelled(origin, orderId);
  }

  private static Event refunded(Origin origin, DraftCheck check) {
    return new Event.OrderRefunded(
        origin,
        orderId(check),
        check.required(
            Field.REFUND_ID,
            "the platform's id of this refund, the same whenever it is sent again"),
        amount(check, "what this refund gave back, in fen"),
        check.refundLines());
  }

  private static Event snapshot(Origin origin, DraftCheck check) {
    AudienceSnapshot snapshot =
        new AudienceSnapshot(
            origin,
            figure(Field.ONLINE, check),
            figure(Field.VIEWS, check),
            figure(Field.LIKES, check),
            figure(Field.FOLLOWS, check),
            figure(Field.COMMENTS, check));
    boolean tells =
        check.has(Field.ONLINE)
            || check.has(Field.VIEWS)
            || check.has(Field.LIKES)
            || check.has(Field.FOLLOWS)
            || check.has(Field.COMMENTS);
    if (!tells && check.isClean()) {
      check.fail(
          Field.DATA, "must hold at least one figure: online, views, likes, follows or comments");
    }
    return snapshot;
  }

  private static long figure(Field field, DraftCheck check) {
    return check.optional(field, 0, AudienceSnapshot.UNKNOWN);
  }

  private Event counted(Counter what, Origin origin, DraftCheck check) {
    return new Event.AudienceCounted(
        origin,
        what,
        check.optional(Field.COUNT, 1, 1),
        person(Field.VIEWER, origin, check),
        check.optional(Field.SKU));
  }

  private static Event comment(Origin origin, DraftCheck check) {
    String nickname =
        check.required(Field.NICKNAME, "who wrote it; only its first character is kept");
    String text = check.required(Field.TEXT, "what was written");
    return new Event.CommentPosted(origin, nickname.isEmpty() ? "" : Nickname.mask(nickname), text);
  }

  private static String orderId(DraftCheck check) {
    return check.required(Field.ORDER_ID, ORDER_ID);
  }

  private static long amount(DraftCheck check, String what) {
    return check.required(Field.AMOUNT_FEN, 0, what);
  }

  private long person(Field field, Origin origin, DraftCheck check) {
    String name = check.optional(field);
    return name == null ? 0 : persons.of(origin.platform(), name);
  }
}

package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.Counter;
import org.guchang.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Makes the event a draft describes, or says why there is none, by the {@link Rules} of its type.
 * Confined to one event loop.
 */
final class EventBuilder {
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
    Origin origin = envelope.origin(draft, check, reporter, type == null || type.needsOrigin());
    if (type != null) {
      check(type.rules(), check);
    }
    return type != null && faults.isEmpty()
        ? new Built(event(type, origin, draft), null)
        : new Built(null, new Refused(type, true, faults));
  }

  private static void check(DataRules rules, DraftCheck check) {
    List<Member> members = rules.members();
    boolean tells = false;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      check.check(member);
      tells |= check.has(member.field());
    }
    if (rules.needsOne() && !tells && check.isDataClean()) {
      check.fail(
          Field.DATA, "must hold at least one figure: online, views, likes, follows or comments");
    }
  }

  /** Of a draft in which the type's rules found no fault. */
  private Event event(EventType type, Origin origin, EventDraft draft) {
    return switch (type) {
      case ORDER_PLACED ->
          new Event.OrderPlaced(
              origin,
              text(Field.ORDER_ID, draft),
              person(Field.BUYER, origin, draft),
              draft.number(Field.AMOUNT_FEN),
              List.copyOf(draft.lines()));
      case ORDER_PAID ->
          new Event.OrderPaid(
              origin,
              text(Field.ORDER_ID, draft),
              person(Field.BUYER, origin, draft),
              draft.number(Field.AMOUNT_FEN),
              List.copyOf(draft.lines()));
      case ORDER_CHANGED ->
          new Event.OrderChanged(
              origin,
              text(Field.ORDER_ID, draft),
              person(Field.BUYER, origin, draft),
              draft.number(Field.AMOUNT_FEN),
              List.copyOf(draft.lines()));
      case ORDER_CANCELLED -> new Event.OrderCancelled(origin, text(Field.ORDER_ID, draft));
      case ORDER_REFUNDED ->
          new Event.OrderRefunded(
              origin,
              text(Field.ORDER_ID, draft),
              text(Field.REFUND_ID, draft),
              draft.number(Field.AMOUNT_FEN),
              List.copyOf(draft.lines()));
      case AUDIENCE_SNAPSHOT -> snapshot(origin, draft);
      case AUDIENCE_ENTERED -> counted(Counter.ENTERED, origin, draft);
      case AUDIENCE_LEFT -> counted(Counter.LEFT, origin, draft);
      case AUDIENCE_LIKED -> counted(Counter.LIKED, origin, draft);
      case AUDIENCE_FOLLOWED -> counted(Counter.FOLLOWED, origin, draft);
      case AUDIENCE_CLICKED -> counted(Counter.CLICKED, origin, draft);
      case AUDIENCE_EXPOSED -> counted(Counter.EXPOSED, origin, draft);
      case COMMENT_POSTED ->
          new Event.CommentPosted(
              origin,
              Nickname.mask(text(Field.NICKNAME, draft)),
              Contacts.masked(text(Field.TEXT, draft)));
      case GIVEAWAY_AWARDED ->
          new Event.GiveawayAwarded(origin, text(Field.NAME, draft), draft.number(Field.QUANTITY));
      case PRODUCT_STOCKED ->
          new Event.ProductStocked(origin, text(Field.SKU, draft), draft.number(Field.REMAINING));
      case SESSION_STARTED -> new Event.SessionStarted(origin);
      case SESSION_ENDED -> new Event.SessionEnded(origin);
      case WEBHOOK_TEST -> new Event.WebhookTest(origin);
    };
  }

  private static AudienceSnapshot snapshot(Origin origin, EventDraft draft) {
    return new AudienceSnapshot(
        origin,
        number(Field.ONLINE, draft, AudienceSnapshot.UNKNOWN),
        number(Field.VIEWS, draft, AudienceSnapshot.UNKNOWN),
        number(Field.LIKES, draft, AudienceSnapshot.UNKNOWN),
        number(Field.FOLLOWS, draft, AudienceSnapshot.UNKNOWN),
        number(Field.COMMENTS, draft, AudienceSnapshot.UNKNOWN));
  }

  private Event counted(Counter what, Origin origin, EventDraft draft) {
    String sku = draft.text(Field.SKU);
    return new Event.AudienceCounted(
        origin,
        what,
        number(Field.COUNT, draft, 1),
        person(Field.VIEWER, origin, draft),
        sku == null || sku.isEmpty() ? null : sku);
  }

  private static String text(Field field, EventDraft draft) {
    return Objects.requireNonNull(draft.text(field));
  }

  private static long number(Field field, EventDraft draft, long otherwise) {
    return draft.has(field) ? draft.number(field) : otherwise;
  }

  private long person(Field field, Origin origin, EventDraft draft) {
    String name = draft.text(field);
    return name == null || name.isEmpty() ? 0 : persons.of(origin.platform(), name);
  }
}

package org.guchang.ingest.format;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guchang.event.Event;
import org.jspecify.annotations.Nullable;

/** The CloudEvents {@code type}s that are spoken. */
public enum EventType {
  ORDER_PLACED("guchang.order.placed", Rules.PLACED),
  ORDER_PAID("guchang.order.paid", Rules.PAID),
  ORDER_CHANGED("guchang.order.changed", Rules.CHANGED),
  ORDER_CANCELLED("guchang.order.cancelled", Rules.CANCELLED),
  ORDER_REFUNDED("guchang.order.refunded", Rules.REFUNDED),
  AUDIENCE_SNAPSHOT("guchang.audience.snapshot", Rules.SNAPSHOT),
  AUDIENCE_ENTERED("guchang.audience.entered", Rules.ENTERED),
  AUDIENCE_LEFT("guchang.audience.left", Rules.LEFT),
  AUDIENCE_LIKED("guchang.audience.liked", Rules.LIKED),
  AUDIENCE_FOLLOWED("guchang.audience.followed", Rules.FOLLOWED),
  AUDIENCE_CLICKED("guchang.audience.clicked", Rules.CLICKED),
  AUDIENCE_EXPOSED("guchang.audience.exposed", Rules.EXPOSED),
  COMMENT_POSTED("guchang.comment.posted", Rules.COMMENT),
  GIVEAWAY_AWARDED("guchang.giveaway.awarded", Rules.GIVEAWAY),
  PRODUCT_STOCKED("guchang.product.stocked", Rules.STOCKED),
  SESSION_STARTED("guchang.session.started", Rules.STARTED),
  SESSION_ENDED("guchang.session.ended", Rules.ENDED),
  WEBHOOK_TEST("guchang.webhook.test", Rules.TEST);

  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

  /** Every name, comma-separated, for the partner who used another. */
  static final String NAMES =
      Arrays.stream(values()).map(EventType::wireName).collect(Collectors.joining(", "));

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // records of texts and of unmodifiable lists
  private final DataRules rules;

  EventType(String wireName, DataRules rules) {
    this.wireName = wireName;
    this.rules = rules;
  }

  public String wireName() {
    return wireName;
  }

  public DataRules rules() {
    return rules;
  }

  /** The members of every event beside {@code data}. */
  public static List<Member> attributes() {
    return Rules.ATTRIBUTES;
  }

  /** The members of one line of an order or refund. */
  public static List<Member> lineMembers() {
    return Rules.LINE;
  }

  /** Whether {@code subject} and {@code time} are required; if not they are checked when there. */
  public boolean needsOrigin() {
    return this != WEBHOOK_TEST;
  }

  static @Nullable EventType named(String wireName) {
    return BY_NAME.get(wireName);
  }

  /** The type that is written for {@code event}. */
  public static EventType of(Event event) {
    if (event instanceof Event.AudienceCounted counted) {
      return of(counted.what());
    } else if (event instanceof Event.OrderPaid || event instanceof Event.OrderPaidPending) {
      return ORDER_PAID;
    } else if (event instanceof Event.OrderPlaced) {
      return ORDER_PLACED;
    } else if (event instanceof Event.OrderChanged) {
      return ORDER_CHANGED;
    } else if (event instanceof Event.OrderCancelled) {
      return ORDER_CANCELLED;
    } else if (event instanceof Event.OrderRefunded) {
      return ORDER_REFUNDED;
    } else if (event instanceof Event.AudienceSnapshot) {
      return AUDIENCE_SNAPSHOT;
    } else if (event instanceof Event.CommentPosted) {
      return COMMENT_POSTED;
    } else if (event instanceof Event.GiveawayAwarded) {
      return GIVEAWAY_AWARDED;
    } else if (event instanceof Event.ProductStocked) {
      return PRODUCT_STOCKED;
    } else if (event instanceof Event.SessionStarted) {
      return SESSION_STARTED;
    } else if (event instanceof Event.SessionEnded) {
      return SESSION_ENDED;
    }
    return WEBHOOK_TEST;
  }

  private static EventType of(Event.Counter what) {
    return switch (what) {
      case ENTERED -> AUDIENCE_ENTERED;
      case LEFT -> AUDIENCE_LEFT;
      case LIKED -> AUDIENCE_LIKED;
      case FOLLOWED -> AUDIENCE_FOLLOWED;
      case CLICKED -> AUDIENCE_CLICKED;
      case EXPOSED -> AUDIENCE_EXPOSED;
      case COMMENTED -> COMMENT_POSTED;
    };
  }
}

package org.guchang.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, in the product's own terms, whatever format it came in. Valid by
 * construction at the border: amounts and counts are between 0 and 2^53, an order's lines add up to
 * its amount, a refund's lines (if any) to its amount.
 *
 * <p>{@code buyer} and {@code viewer} are keyed hashes made on entry, 0 when the partner named
 * nobody; the names themselves never get this far.
 */
public sealed interface Event {

  /** Where and when. */
  Origin origin();

  /** Something about one order; {@link OrderState} says what it changes. */
  sealed interface OrderEvent extends Event {
    String orderId();
  }

  /**
   * The order was created. Its amount and lines count for nothing until somebody says it was paid.
   */
  record OrderPlaced(Origin origin, String orderId, long buyer, long amountFen, List<Line> lines)
      implements OrderEvent {}

  /** The order was paid. */
  record OrderPaid(Origin origin, String orderId, long buyer, long amountFen, List<Line> lines)
      implements OrderEvent {}

  /**
   * The order was paid, and nobody has said how much: it counts as an order with its amount pending
   * (待核) until an {@link OrderPaid} or {@link OrderChanged} says.
   */
  record OrderPaidPending(Origin origin, String orderId, long buyer) implements OrderEvent {}

  /** The order's amount or lines are now these. */
  record OrderChanged(Origin origin, String orderId, long buyer, long amountFen, List<Line> lines)
      implements OrderEvent {}

  /** The order was cancelled; money moves by refunds alone. */
  record OrderCancelled(Origin origin, String orderId) implements OrderEvent {}

  /** Money went back; {@code lines} is empty when the partner did not say for what. */
  record OrderRefunded(
      Origin origin, String orderId, String refundId, long amountFen, List<Line> lines)
      implements OrderEvent {}

  /** What the platform itself says now; {@link #UNKNOWN} for a figure it did not give. */
  record AudienceSnapshot(
      Origin origin, long online, long views, long likes, long follows, long comments)
      implements Event {
    public static final long UNKNOWN = -1;
  }

  /** {@code count} more viewers did {@code what}. */
  record AudienceCounted(Origin origin, Counter what, long count, long viewer, @Nullable String sku)
      implements Event {}

  /** A viewer wrote something. {@code nickname} is already masked. */
  record CommentPosted(Origin origin, String nickname, String text) implements Event {}

  /** Something was given away to viewers. */
  record GiveawayAwarded(Origin origin, String name, long quantity) implements Event {}

  /** The platform says how many are left; 0 is sold out. */
  record ProductStocked(Origin origin, String sku, long remaining) implements Event {}

  record SessionStarted(Origin origin) implements Event {}

  record SessionEnded(Origin origin) implements Event {}

  /** A partner trying its signature: verified, answered, not counted. */
  record WebhookTest(Origin origin) implements Event {}

  /** What viewers are counted doing. {@code COMMENTED} is counted from {@link CommentPosted}. */
  enum Counter {
    ENTERED,
    LEFT,
    LIKED,
    FOLLOWED,
    CLICKED,
    EXPOSED,
    COMMENTED
  }
}

package org.guchang.ingest.csv;

import org.guchang.ingest.format.Push;
import org.guchang.ingest.format.UnreadableDelivery;
import org.jspecify.annotations.Nullable;

/** A platform's order list as it was posted, or a question about what is counted of one. */
public final class OrderList implements Push.Sheet {
  private final String id;
  private final OrderListReader.@Nullable Reading reading;
  private final @Nullable CountedQuestion question;
  private final @Nullable UnreadableDelivery problem;
  private final boolean whole;

  private OrderList(
      String id,
      OrderListReader.@Nullable Reading reading,
      @Nullable CountedQuestion question,
      @Nullable UnreadableDelivery problem,
      boolean whole) {
    this.id = id;
    this.reading = reading;
    this.question = question;
    this.problem = problem;
    this.whole = whole;
  }

  static OrderList of(String id, OrderListReader.Reading reading, boolean whole) {
    return new OrderList(id, reading, null, null, whole);
  }

  static OrderList asking(String id, CountedQuestion question) {
    return new OrderList(id, null, question, null, false);
  }

  static OrderList unreadable(String id, UnreadableDelivery.Kind kind, String message) {
    return new OrderList(id, null, null, new UnreadableDelivery(kind, message), false);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int events() {
    return reading == null ? 1 : reading.rows();
  }

  OrderListReader.@Nullable Reading reading() {
    return reading;
  }

  @Nullable CountedQuestion question() {
    return question;
  }

  /** Why it is no order list, null when it is one. */
  @Nullable UnreadableDelivery problem() {
    return problem;
  }

  /** Whether it holds every order of the time it spans, so that what is not in it is missing. */
  boolean whole() {
    return whole;
  }
}

package org.guchang.pending.api;

import java.util.List;
import org.guchang.event.Line;

/** What a platform says of an order or a refund that it knows. */
public sealed interface Answer {

  /**
   * The money.
   *
   * @param lines add up to the amount; of a refund, empty when the platform does not say for what
   */
  record Told(long amountFen, List<Line> lines) implements Answer {}

  /** Not settled yet on the platform's side: ask again later. */
  record NotYet() implements Answer {}

  /** No money goes back: the refund was withdrawn or turned down, or it was an exchange. */
  record NoMoney() implements Answer {}

  Answer NOT_YET = new NotYet();
  Answer NO_MONEY = new NoMoney();
}

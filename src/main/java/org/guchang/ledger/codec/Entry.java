package org.guchang.ledger.codec;

import java.util.List;
import org.guchang.event.Event;

/**
 * One ledger entry: the facts of one commit.
 *
 * @param committedAt server time of the commit, milliseconds since the epoch
 */
public record Entry(long committedAt, List<Fact> facts) {

  /**
   * One accepted event.
   *
   * @param partner who reported it
   * @param receivedAt server time of the delivery
   */
  public record Fact(String partner, long receivedAt, Event event) {}
}

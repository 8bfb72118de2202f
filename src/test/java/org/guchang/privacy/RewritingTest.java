package org.guchang.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.OrderLives;
import org.guchang.event.OrderState;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.Entry.Fact;
import org.guchang.ledger.codec.EntryCodec;
import org.guchang.ledger.codec.OrderStateCodec;
import org.junit.jupiter.api.Test;

/** A ledger without somebody proves the orders without them, whatever reports said of a buyer. */
class RewritingTest {
  private static final String SESSION = "s";
  private static final long FORGOTTEN = 11;

  @Provide
  Arbitrary<List<OrderEvent>> lives() {
    return OrderLives.of(SESSION, 30);
  }

  @Property(tries = 300)
  void theLedgerWithoutOne_leadsToTheStatesWithoutThem(@ForAll("lives") List<OrderEvent> events) {
    agrees(events, Substitutes.forOne(FORGOTTEN));
  }

  @Property(tries = 300)
  void theLedgerWithoutAnybody_leadsToTheStatesWithoutAnybody(
      @ForAll("lives") List<OrderEvent> events) {
    agrees(events, Substitutes.forEverybody());
  }

  private static void agrees(List<OrderEvent> events, Substitutes people) {
    Rewriting rewriting = new Rewriting(people);
    Map<Order, OrderState> before = states(events);
    Map<Order, Long> buyers = new HashMap<>();
    before.forEach((order, state) -> buyers.put(order, state.buyer()));

    List<OrderEvent> changed = new ArrayList<>();
    for (OrderEvent event : events) {
      Entry entry = new Entry(1, List.of(new Fact("acme", 1, event)));
      assertThat(buyers.keySet()).containsAll(Rewriting.orders(entry));
      Entry without = rewriting.of(entry, buyers);
      assertThat(rewriting.concerns(without)).isEqualTo(people.isEverybody() && bought(event));
      Entry stored = EntryCodec.decode(EntryCodec.encode(without), SESSION);
      changed.add((OrderEvent) stored.facts().get(0).event());
    }

    Map<Order, OrderState> after = states(changed);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (order, state) ->
            assertThat(OrderStateCodec.encode(after.get(order)))
                .isEqualTo(OrderStateCodec.encode(rewriting.of(state))));
    assertThat(distinctBuyers(after)).as("as many as before").hasSameSizeAs(distinctBuyers(before));
    assertThat(distinctBuyers(after)).doesNotContain(FORGOTTEN);
  }

  private static boolean bought(OrderEvent event) {
    return !Rewriting.orders(new Entry(1, List.of(new Fact("acme", 1, event)))).isEmpty();
  }

  private static Map<Order, OrderState> states(List<OrderEvent> events) {
    Map<Order, OrderState> states = new HashMap<>();
    for (OrderEvent event : events) {
      Order order = new Order(event.origin().platform(), event.orderId());
      states.put(order, states.getOrDefault(order, OrderState.NONE).apply(event));
    }
    return states;
  }

  private static Set<Long> distinctBuyers(Map<Order, OrderState> states) {
    Set<Long> buyers = new HashSet<>();
    states.values().forEach(state -> buyers.add(state.buyer()));
    buyers.remove(0L);
    return buyers;
  }

  @Test
  void nobody_staysNobody() {
    assertThat(Substitutes.forEverybody().of(0)).isZero();
    assertThat(Substitutes.forOne(FORGOTTEN).of(0)).isZero();
    assertThat(Substitutes.forEverybody().forgets(0)).isFalse();
  }

  @Test
  void theSamePerson_isTheSameNumber_andAnotherTimeAnotherOne() {
    Substitutes once = Substitutes.forEverybody();
    assertThat(once.of(5)).isEqualTo(once.of(5)).isNotEqualTo(once.of(6));
    assertThat(Substitutes.forEverybody().of(5)).isNotEqualTo(once.of(5));
  }
}

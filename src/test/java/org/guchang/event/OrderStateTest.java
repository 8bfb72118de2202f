package org.guchang.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.ledger.codec.OrderStateCodec;
import org.junit.jupiter.api.Test;

class OrderStateTest {
  private static final long AT = OrderLives.EVENING;

  @Property(tries = 2000)
  void anyOrderOfArrivalEndsInWhatThePlainModelSays(
      @ForAll("lives") List<OrderEvent> life, @ForAll long seed) {
    List<OrderEvent> arrivals = new ArrayList<>(life);
    arrivals.addAll(life.subList(0, life.size() / 2));
    java.util.Collections.shuffle(arrivals, new java.util.Random(seed));

    Map<String, OrderState> states = new HashMap<>();
    Deltas deltas = new Deltas();
    for (OrderEvent event : arrivals) {
      String order = event.origin().platform() + "/" + event.orderId();
      OrderState before = states.getOrDefault(order, OrderState.NONE);
      OrderState after = before.apply(event);
      deltas.move(event.origin().platform(), before, after);
      states.put(order, after);
    }

    assertThat(PlainModel.of(deltas)).isEqualTo(PlainModel.of(life));
  }

  @Property(tries = 500)
  void aStateSurvivesBeingStored(@ForAll("lives") List<OrderEvent> life) {
    OrderState state = OrderState.NONE;
    for (OrderEvent event : life) {
      state = state.apply(event);
    }
    byte[] stored = OrderStateCodec.encode(state);
    assertThat(OrderStateCodec.decode(stored)).isEqualTo(state);
  }

  @Provide
  Arbitrary<List<OrderEvent>> lives() {
    return OrderLives.of("s", 14);
  }

  @Test
  void theSameEventAgain_changesNothing() {
    OrderState paid = OrderState.NONE.apply(paid("e1", AT, 500));
    assertThat(paid.apply(paid("e1", AT, 500))).isSameAs(paid);
  }

  @Test
  void refundsBeyondWhatWasPaid_areCutFromTheLatest() {
    OrderState state =
        OrderState.NONE
            .apply(refund("e3", "late", AT + 2, 400))
            .apply(paid("e1", AT, 500))
            .apply(refund("e2", "early", AT + 1, 300));
    Deltas deltas = new Deltas();
    deltas.move("douyin", OrderState.NONE, state);
    assertThat(deltas.totals().get(Figure.REFUND_FEN)).isEqualTo(500);
    assertThat(deltas.totals().get(Figure.REFUNDS)).isEqualTo(2);
  }

  @Test
  void refundWithoutPayment_waits() {
    Deltas deltas = new Deltas();
    deltas.move("douyin", OrderState.NONE, OrderState.NONE.apply(refund("e1", "r", AT, 100)));
    assertThat(PlainModel.of(deltas)).isEmpty();
  }

  @Test
  void twoBuyersOfOneOrder_areOneWhicheverComesFirst() {
    OrderEvent one = new OrderPaid(origin("e1", AT), "o", 7, 100, lines(100));
    OrderEvent other = new OrderPaid(origin("e2", AT), "o", -3, 100, lines(100));
    assertThat(OrderState.NONE.apply(one).apply(other).buyer()).isEqualTo(7);
    assertThat(OrderState.NONE.apply(other).apply(one).buyer()).isEqualTo(7);
  }

  @Test
  void aPaidOrderOfOneLine_isStoredInFewBytes() {
    Origin origin = new Origin("s", "douyin", "0192f0a4-7c1e-7d3a-9b52-1f6e0c4d8a77", AT);
    OrderEvent paid =
        new OrderPaid(
            origin, "6917482910384756201", 77, 5980, List.of(new Line("jc-001", null, 2, 5980)));
    assertThat(OrderStateCodec.encode(OrderState.NONE.apply(paid))).hasSizeLessThan(48);
  }

  private static OrderPaid paid(String id, long at, long amount) {
    return new OrderPaid(origin(id, at), "o", 0, amount, lines(amount));
  }

  private static OrderRefunded refund(String id, String refundId, long at, long amount) {
    return new OrderRefunded(origin(id, at), "o", refundId, amount, List.of());
  }

  private static Origin origin(String id, long at) {
    return new Origin("s", "douyin", id, at);
  }

  private static List<Line> lines(long amount) {
    return List.of(new Line("zao", null, 1, amount));
  }
}

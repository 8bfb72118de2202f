package org.guchang.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.OrderLives;
import org.guchang.event.OrderState;
import org.guchang.ingest.csv.Reconciliation.Effect;

/** Pushes and lists of the same order, mixed in any order. */
class AnyOrderTest {
  private static final long NOW = Instant.parse("2020-05-20T00:00:00Z").toEpochMilli();

  @Property(tries = 500)
  void anyMixtureOfPushesAndLists_endsTheSame(
      @ForAll("pushes") List<OrderEvent> pushes,
      @ForAll("lists") List<String> lists,
      @ForAll long seed)
      throws BrokenSheet {
    List<OrderEvent> all = new ArrayList<>(pushes);
    for (String list : lists) {
      all.addAll(order(list).events("s"));
    }
    List<OrderEvent> other = new ArrayList<>(all);
    other.addAll(all.subList(0, all.size() / 2));
    Collections.shuffle(other, new Random(seed));

    assertThat(fold(other)).isEqualTo(fold(all));
  }

  @Property(tries = 300)
  void aListImportedAgain_changesNothing(
      @ForAll("pushes") List<OrderEvent> pushes, @ForAll("lists") List<String> lists)
      throws BrokenSheet {
    ListedOrder order = order(lists.get(0));
    OrderState state = fold(pushes);
    for (OrderEvent event : order.events("s")) {
      state = state.apply(event);
    }

    Reconciliation again = new Reconciliation("s", order, state);

    assertThat(again.effect()).isEqualTo(Effect.DUPLICATE);
    assertThat(again.differences()).allMatch(difference -> !difference.fileCounts());
  }

  private static OrderState fold(List<OrderEvent> events) {
    OrderState state = OrderState.NONE;
    for (OrderEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  private static ListedOrder order(String text) throws BrokenSheet {
    Mapping mapping = Mappings.builtIn("douyin", "douyin", ZoneId.of("Asia/Shanghai"));
    return new OrderListReader(mapping, name -> 7, NOW).read(text, 10).orders().get(0);
  }

  @Provide
  Arbitrary<List<OrderEvent>> pushes() {
    return OrderLives.of("s", 10)
        .map(
            events ->
                events.stream()
                    .filter(e -> e.orderId().equals("c") && e.origin().platform().equals("douyin"))
                    .toList());
  }

  @Provide
  Arbitrary<List<String>> lists() {
    Arbitrary<String> one =
        Combinators.combine(
                Arbitraries.of("待付款", "已发货", "已关闭", "已退款"),
                Arbitraries.integers().between(0, 9),
                Arbitraries.integers().between(0, 300),
                Arbitraries.integers().between(0, 300))
            .as(
                (status, minute, amount, refund) ->
                    "订单编号,商家编码,商品数量,实付款,退款金额,下单时间,付款时间,订单状态\nc,zao,2,%d.%02d,%d.%02d,2020-05-16 20:00:00,%s,%s\n"
                        .formatted(
                            amount / 100,
                            amount % 100,
                            refund / 100,
                            refund % 100,
                            status.equals("待付款") ? "" : "2020-05-16 20:0" + minute + ":00",
                            status));
    return one.list().ofMinSize(1).ofMaxSize(3);
  }
}

package org.guchang.pending.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.guchang.event.Line;
import org.junit.jupiter.api.Test;

class OrderLinesTest {

  @Property
  void linesAddUpToWhatWasPaid_noneBelowZero_noUnitLost(
      @ForAll @LongRange(min = 0, max = (1L << 53) - 1) long paid,
      @ForAll @Size(max = 12) List<@LongRange(min = 0, max = (1L << 53) - 1) Long> amounts) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      lines.add(new Line("sku" + i, null, i + 1, amounts.get(i)));
    }
    List<Line> fitted = OrderLines.fit(paid, lines);
    assertThat(fitted.stream().mapToLong(Line::amountFen).sum()).isEqualTo(paid);
    assertThat(fitted).allMatch(line -> line.amountFen() >= 0);
    assertThat(fitted.stream().mapToLong(Line::quantity).sum())
        .isEqualTo(lines.stream().mapToLong(Line::quantity).sum());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(fitted.get(i).amountFen()).isLessThanOrEqualTo(lines.get(i).amountFen());
    }
  }

  @Test
  void freightIsALineOfItsOwn() {
    assertThat(OrderLines.fit(1_500, List.of(new Line("a", "枣", 1, 1_000))))
        .containsExactly(new Line("a", "枣", 1, 1_000), new Line("FREIGHT", "运费等", 0, 500));
  }

  @Test
  void aDiscountOnTheWholeIsTakenFromEachInProportion() {
    List<Line> lines = List.of(new Line("a", null, 1, 1_000), new Line("b", null, 2, 2_000));
    assertThat(OrderLines.fit(1_000, lines))
        .containsExactly(new Line("a", null, 1, 334), new Line("b", null, 2, 666));
  }

  @Test
  void withoutLinesTheAmountIsOneWithoutProducts() {
    assertThat(OrderLines.fit(5, List.of())).containsExactly(Line.untold(5));
  }
}

package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LongCountsTest {

  @Property
  void countsAsAMapDoes(@ForAll("keys") List<Long> keys) {
    LongCounts counts = new LongCounts();
    Map<Long, Integer> expected = new HashMap<>();
    for (long key : keys) {
      int count = key % 3 == 0 ? -1 : 1;
      counts.add(key, count);
      expected.merge(key, count, Integer::sum);
    }
    assertThat(counts.positive())
        .isEqualTo(expected.values().stream().filter(count -> count > 0).count());
  }

  @Provide
  Arbitrary<List<Long>> keys() {
    return Arbitraries.oneOf(
            Arbitraries.longs(), Arbitraries.longs().between(-4, 4), Arbitraries.just(0L))
        .list()
        .ofMaxSize(3_000);
  }

  @Test
  void growsToManyNumbers() {
    LongCounts counts = new LongCounts();
    for (long key = 1; key <= 100_000; key++) {
      counts.add(key << 32, 1);
      counts.add(key << 32, key % 2 == 0 ? -1 : 1);
    }
    assertThat(counts.positive()).isEqualTo(50_000);
  }
}

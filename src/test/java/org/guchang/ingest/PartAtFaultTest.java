package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guchang.ingest.format.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartAtFaultTest {

  @ParameterizedTest
  @CsvSource({
    "/data/lines/0/quantity, lines",
    "/data/amountFen, amount",
    "/data/orderId, data",
    "/subject, subject",
    "/source, source",
    "/time, time",
    "/type, type",
    "/content/order_list/3, message",
  })
  void a_pointer_tells_the_part(String pointer, String part) {
    assertThat(PartAtFault.at(pointer).label).isEqualTo(part);
  }

  @Test
  void what_is_not_the_partners_to_say_weighs_most() {
    List<Fault> faults =
        List.of(
            new Fault("/data/amountFen", "is missing"), new Fault("/subject", "is not yours: ask"));
    assertThat(PartAtFault.of(faults)).isEqualTo(PartAtFault.NOT_YOURS);
    assertThat(PartAtFault.of(List.of())).isEqualTo(PartAtFault.MESSAGE);
  }
}

package org.guchang.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CellsTest {
  @Test
  void ages_inTheirTwoLargestUnits() {
    assertThat(Cells.age(59)).isEqualTo("59 s");
    assertThat(Cells.age(61)).isEqualTo("1 min 1 s");
    assertThat(Cells.age(3 * 3_600 + 125)).isEqualTo("3 h 2 min");
    assertThat(Cells.age(86_400L * 2)).isEqualTo("2 d 0 h");
    assertThat(Cells.age(null)).isEqualTo("-");
  }

  @Test
  void money_inYuanToTheFen() {
    assertThat(Cells.money(35_270_005)).isEqualTo("352,700.05");
    assertThat(Cells.money(-7)).isEqualTo("-0.07");
    assertThat(Cells.money(0)).isEqualTo("0.00");
  }

  @Test
  void bytes_readable() {
    assertThat(Cells.bytes(999)).isEqualTo("999 B");
    assertThat(Cells.bytes(1_500)).isEqualTo("1.5 kB");
    assertThat(Cells.bytes(12_345_678)).isEqualTo("12.3 MB");
  }
}

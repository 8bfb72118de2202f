package org.guchang.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4837328765348566675",
        "'4837328765348566675",
        "=\"4837328765348566675\"",
        "4837328765348566675\t",
        "４８３７３２８７６５３４８５６６６７５",
        " \u30004837328765348566675\u00A0",
        "\uFEFF4837328765348566675",
        "‘4837328765348566675"
      })
  void anOrderNumber_isTheSameInEverySpelling(String written) {
    assertThat(CellText.plain(written)).isEqualTo("4837328765348566675");
    assertThat(CellText.isId(CellText.plain(written))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "12|1200",
        "12.3|1230",
        "￥1,234.50|123450",
        "¥ 98.00|9800",
        "1234.5元|123450",
        "１２．３４|1234",
        "CNY 5.00|500",
        "1,234,567.00|123456700",
        ".50|50",
        "12.3400|1234"
      })
  void amounts_areReadToTheFen(String written, long fen) {
    assertThat(CellText.fen(CellText.plain(written))).isEqualTo(fen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,23.00", "12.345", "-5.00", "1.2E+3", "十元", "12,34", "1 2", "元", "¥"})
  void whatIsNoAmount_isNotGuessed(String written) {
    assertThat(CellText.fen(CellText.plain(written))).isEqualTo(CellText.WRONG);
  }

  @Test
  void cellsThatSayNothing_areNone() {
    for (String written : new String[] {"", " ", "-", "--", "——", "无", "\t"}) {
      assertThat(CellText.fen(CellText.plain(written))).isEqualTo(CellText.NONE);
    }
    assertThat(CellText.fenGivenBack("-12.00")).isEqualTo(1200);
    assertThat(CellText.fenGivenBack("12.00")).isEqualTo(1200);
    assertThat(CellText.count("2件")).isEqualTo(2);
    assertThat(CellText.count("2.00")).isEqualTo(2);
    assertThat(CellText.count("1.5")).isEqualTo(CellText.WRONG);
    assertThat(CellText.isScientific("4.83734E+18")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-05-16 20:31:07",
        "2020/5/16 20:31:07",
        "2020.05.16 20:31:07",
        "2020年5月16日 20时31分07秒",
        "2020年05月16日20:31:07",
        "2020-05-16T20:31:07",
        "2020-05-16T12:31:07Z",
        "2020-05-16T20:31:07+08:00",
        "20200516203107",
        "20200516 20:31:07",
        "2020/5/16 下午 8:31:07",
        "2020/5/16 8:31:07 PM"
      })
  void aTime_isTheSameInEverySpelling(String written) {
    long second = Instant.parse("2020-05-16T12:31:07Z").toEpochMilli();
    assertThat(Moment.of(written, BEIJING)).isEqualTo(new Moment(second, second + 999));
  }

  @Test
  void aTimeIsAsExactAsItIsWritten() {
    long minute = Instant.parse("2020-05-16T12:31:00Z").toEpochMilli();
    assertThat(Moment.of("2020/5/16 20:31", BEIJING))
        .isEqualTo(new Moment(minute, minute + 59_999));
    assertThat(Moment.of("2020-05-16 20:31:00.5", BEIJING))
        .isEqualTo(new Moment(minute + 500, minute + 500));
    assertThat(Moment.of("2020/5/16 上午 12:05", BEIJING))
        .isEqualTo(Moment.of("2020-05-16 00:05", BEIJING));
    for (String wrong : new String[] {"2020-05-16", "43967.85", "2020-13-01 00:00:00", "昨天"}) {
      assertThat(Moment.of(wrong, BEIJING)).isNull();
    }
  }
}

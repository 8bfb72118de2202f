package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContactsTest {

  @ParameterizedTest
  @CsvSource({
    "加我13812345678, 加我…",
    "加我 138 1234-5678 谢谢, 加我 … 谢谢",
    "加我１３８１２３４５６７８, 加我…",
    "写到xiaoming@example.com吧, 写到…吧",
  })
  void aPhoneOrAMailAddress_isNotKept(String said, String kept) {
    assertThat(Contacts.masked(said)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"支持@交城县长好枣", "29.90一斤", "买了100箱", "2020-05 的枣", "!@!"})
  void whatElseIsSaid_stays(String said) {
    assertThat(Contacts.masked(said)).isEqualTo(said);
  }
}

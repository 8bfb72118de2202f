package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guchang.config.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowListTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7,203.0.113.7,true",
    "203.0.113.7,203.0.113.8,false",
    "203.0.113.0/24,203.0.113.255,true",
    "203.0.113.0/24,203.0.114.0,false",
    "203.0.113.64/26,203.0.113.127,true",
    "203.0.113.64/26,203.0.113.128,false",
    "0.0.0.0/0,198.51.100.1,true",
    "0.0.0.0/0,2001:db8::1,false",
    "2001:db8::/32,2001:db8:ffff::1,true",
    "2001:db8::/32,2001:db9::1,false",
    "2001:db8::1,2001:db8:0:0:0:0:0:1,true",
    "::/0,203.0.113.7,false",
    "203.0.113.7,::ffff:203.0.113.7,true"
  })
  void address_isInTheRangeOrNot(String range, String peer, boolean in) {
    assertThat(AllowList.holds(List.of(AddressRange.parse(range)), peer)).isEqualTo(in);
  }

  @Test
  void oneRangeOfSeveral_isEnough() {
    List<AddressRange> ranges =
        List.of(AddressRange.parse("192.0.2.1"), AddressRange.parse("2001:db8::/32"));

    assertThat(AllowList.holds(ranges, "2001:db8::5")).isTrue();
    assertThat(AllowList.holds(ranges, "192.0.2.2")).isFalse();
  }

  @Test
  void connectionWithoutAddress_isNotLetIn() {
    assertThat(AllowList.holds(List.of(AddressRange.parse("0.0.0.0/0")), null)).isFalse();
  }
}

package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2020-05-16T20:31:07+08:00, 2020-05-16T12:31:07Z",
    "2020-05-16T12:31:07Z, 2020-05-16T12:31:07Z",
    "2020-05-16T12:31:07.2Z, 2020-05-16T12:31:07.200Z",
    "2020-05-16T12:31:07.123456789Z, 2020-05-16T12:31:07.123Z",
    "2020-05-16T23:59:59-11:30, 2020-05-17T11:29:59Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z"
  })
  void rfc3339_isRead(String written, String at) {
    assertThat(parse(written)).isEqualTo(OffsetDateTime.parse(at).toInstant().toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1589632267",
        "2020-05-16",
        "2020-05-16T20:31:07",
        "2020-05-16T20:31+08:00",
        "2020-05-16 20:31:07+08:00",
        "2020-05-16T20:31:07+0800",
        "2020-05-16T20:31:07+08:00 ",
        "2020-02-30T20:31:07+08:00",
        "2020-05-16T24:00:00Z",
        "2020-05-16T20:31:61Z",
        "2019-05-16T20:31:60Z",
        "2020-05-16T20:31:07.+08:00",
        "2020-05-16T20:31:07.1234567891Z",
        "2020-05-16T20:31:07-00:00",
        "2020年05月16日"
      })
  void anythingElse_isNot(String written) {
    assertThat(parse(written)).isEqualTo(EventTime.NO_TIME);
  }

  /** The parser sees the text inside a larger buffer. */
  private static long parse(String written) {
    return new EventTime().parse(("\"" + written + "\"0Z").toCharArray(), 1, written.length());
  }
}
